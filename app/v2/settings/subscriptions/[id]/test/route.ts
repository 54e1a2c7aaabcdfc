/** The Konexus Subscription API: trying a subscription. */
import type { NextRequest } from "next/server";
import { answerTest } from "#graphql/v2/subscription-requests";
import { otherMethods } from "../../../../../other-methods.ts";

export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerTest(request, (await params).id);
}

/** Left out, HEAD would be answered by GET and send: whoever only looks whether an address is there must not. */
export const { HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
