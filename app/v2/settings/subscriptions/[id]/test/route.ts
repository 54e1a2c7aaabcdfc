/** The Konexus Subscription API: trying a subscription. */
import type { NextRequest } from "next/server";
import { answerTest } from "#graphql/v2/subscription-requests";

export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerTest(request, (await params).id);
}
