/** Sign-in and sign-out by next-auth. */
import NextAuth from "next-auth";
import { sessionOptions } from "#graphql/session";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(sessionOptions())(request, context);
}

export { handler as GET, handler as POST };
