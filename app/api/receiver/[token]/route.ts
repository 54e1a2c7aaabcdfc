/** Where subscriptions that try the product out send to. */
import type { NextRequest } from "next/server";
import { receiveRequest } from "#graphql/receive-request";
import { otherMethods } from "../../../other-methods.ts";

export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await params;
  return receiveRequest(request, token);
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
