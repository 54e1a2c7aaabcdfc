/** GraphQL over HTTP; in a browser, for those who are signed in, GraphiQL. */
import type { NextRequest } from "next/server";
import { graphiqlPage } from "#graphql/graphiql";
import { answerGraphQL } from "#graphql/server";
import { viewerOfSession } from "#graphql/viewer";
import { otherMethods } from "../../other-methods.ts";

const SIGN_IN = "/sign-in?callbackUrl=%2Fapi%2Fgraphql";

export async function POST(request: NextRequest): Promise<Response> {
  return answerGraphQL(request, request.cookies);
}

export async function GET(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  const isAsked = searchParams.has("query") || searchParams.has("extensions");
  const isPerson = request.headers.get("accept")?.includes("text/html") && !isAsked;
  if (!isPerson) return answerGraphQL(request, request.cookies);
  const viewer = await viewerOfSession(request.cookies);
  if (!viewer) return new Response(null, { status: 307, headers: { location: SIGN_IN } });
  return new Response(graphiqlPage(), { headers: { "content-type": "text/html; charset=utf-8" } });
}

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "HEAD", "POST");
