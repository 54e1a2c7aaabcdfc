/** Sign-in and sign-out by next-auth. */
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { answerAuth } from "#graphql/auth-request";
import { sessionOptions } from "#graphql/session";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { nextauth: address } = await context.params;
  return answerAuth(request, address, request.cookies, (body) => {
    const { method, headers, url } = request;
    return NextAuth(sessionOptions())(new NextRequest(url, { method, headers, body }), context);
  });
}

/** next-auth knows GET and POST only; left out, this would be answered by GET. */
export async function HEAD(): Promise<Response> {
  return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
}

export { handler as GET, handler as POST };
