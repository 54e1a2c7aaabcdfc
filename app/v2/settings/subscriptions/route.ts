/** The Konexus Subscription API: the list of subscriptions, and making one. */
import type { NextRequest } from "next/server";
import { answerCreate, answerList } from "#graphql/v2/subscription-requests";
import { otherMethods } from "../../../other-methods.ts";

export async function GET(request: NextRequest): Promise<Response> {
  return answerList(request);
}

export async function POST(request: NextRequest): Promise<Response> {
  return answerCreate(request);
}

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "HEAD", "POST");
