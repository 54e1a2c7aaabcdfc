/** The Konexus Subscription API: trying a subscription. */
import type { NextRequest } from "next/server";
import { answerTest } from "#graphql/v2/subscription-requests";

export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerTest(request, (await params).id);
}

/** Left out, it would be answered by GET and send: whoever only looks whether an address is there must not. */
export async function HEAD(): Promise<Response> {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
