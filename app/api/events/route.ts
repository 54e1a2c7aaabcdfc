/** Publishing events over plain HTTP. */
import type { NextRequest } from "next/server";
import { answerPublishing } from "#graphql/publish-request";

export async function POST(request: NextRequest): Promise<Response> {
  return answerPublishing(request, request.cookies);
}
