/** The Konexus Subscription API: what was sent to a subscription. */
import type { NextRequest } from "next/server";
import { answerHistory } from "#graphql/v2/subscription-requests";

export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerHistory(request, (await params).id);
}
