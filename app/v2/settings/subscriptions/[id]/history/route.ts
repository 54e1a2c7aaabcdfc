/** The Konexus Subscription API: what was sent to a subscription. */
import type { NextRequest } from "next/server";
import { answerHistory } from "#graphql/v2/subscription-requests";
import { otherMethods } from "../../../../../other-methods.ts";

export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answerHistory(request, (await params).id);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "HEAD");
