/** Sign-in and sign-out by next-auth. */
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { answerAuth } from "#graphql/auth-request";
import { sessionOptions } from "#graphql/session";
import { otherMethods } from "../../../other-methods.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { nextauth: address } = await context.params;
  return answerAuth(request, address, request.cookies, (body) => {
    const { method, headers, url } = request;
    return NextAuth(sessionOptions())(new NextRequest(url, { method, headers, body }), context);
  });
}

export { handler as GET, handler as POST };

/** next-auth knows GET and POST only; left out, HEAD would be answered by GET. */
export const { HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
