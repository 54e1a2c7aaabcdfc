/** GraphQL over HTTP; in a browser, for those who are signed in, GraphiQL. */
import { type NextRequest, NextResponse } from "next/server";
import { graphiqlPage } from "#graphql/graphiql";
import { answerGraphQL } from "#graphql/server";
import { viewerOfSession } from "#graphql/viewer";

export async function POST(request: NextRequest): Promise<Response> {
  return answerGraphQL(request, request.cookies);
}

export async function GET(request: NextRequest): Promise<Response> {
  const isPerson = request.headers.get("accept")?.includes("text/html") && !request.nextUrl.searchParams.has("query");
  if (!isPerson) return answerGraphQL(request, request.cookies);
  const viewer = await viewerOfSession(request.cookies);
  if (!viewer) return NextResponse.redirect(new URL("/sign-in?callbackUrl=%2Fapi%2Fgraphql", request.url));
  return new Response(graphiqlPage(), { headers: { "content-type": "text/html; charset=utf-8" } });
}
