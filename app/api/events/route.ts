/** Publishing events over plain HTTP. */
import type { NextRequest } from "next/server";
import { answerPublishing } from "#graphql/publish-request";
import { otherMethods } from "../../other-methods.ts";

export async function POST(request: NextRequest): Promise<Response> {
  return answerPublishing(request, request.cookies);
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
