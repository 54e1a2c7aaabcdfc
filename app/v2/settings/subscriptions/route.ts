/** The Konexus Subscription API: the list of subscriptions, and making one. */
import type { NextRequest } from "next/server";
import { answerCreate, answerList } from "#graphql/v2/subscription-requests";

export async function GET(request: NextRequest): Promise<Response> {
  return answerList(request);
}

export async function POST(request: NextRequest): Promise<Response> {
  return answerCreate(request);
}
