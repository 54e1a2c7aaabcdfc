/**
 * Runs before every page (not before the API or static files): makes the Content-Security-Policy with a fresh nonce, so
 * that no inline script runs but ours, and tells pages their own path, so that sign-in can lead back to it. Whether
 * someone may see a page is decided by the page.
 */
import { type NextRequest, NextResponse } from "next/server";

/** The request header that carries path and query of the page to app/session.ts. */
const PATH_HEADER = "x-page-path";

export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  return response;
}

export const config = { matcher: ["/((?!api/|v2/|_next/static|_next/image|icon.svg|favicon.ico).*)"] };

/** Styles may be inline: radix and sonner position and style what floats at run time. Scripts may not. */
function contentSecurityPolicy(nonce: string): string {
  const watching = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${watching ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${watching ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
