/** Live GraphQL operations over SSE. */
import type { NextRequest } from "next/server";
import { answerStream } from "#graphql/stream";
import { otherMethods } from "../../../other-methods.ts";

export async function POST(request: NextRequest): Promise<Response> {
  return answerStream(request, request.cookies);
}

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
