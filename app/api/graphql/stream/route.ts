/** Live GraphQL operations over SSE. */
import type { NextRequest } from "next/server";
import { answerStream } from "#graphql/stream";

export async function POST(request: NextRequest): Promise<Response> {
  return answerStream(request, request.cookies);
}
