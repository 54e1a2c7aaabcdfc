/** Answers for the build's static files, from what was compressed with the build; all else is Next.js's. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { ROOT } from "./run-command.ts";

/** Where pages look for them; the names hold a hash of the content, so a browser never asks twice. */
const PREFIX = "/_next/static/";
const YEAR_SECONDS = 31_536_000;

/** Its answer is false when the request is not for one that is there. */
export function staticFiles(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const serve = sirv(join(ROOT, ".next", "static"), {
    brotli: true,
    gzip: true,
    etag: true,
    immutable: true,
    maxAge: YEAR_SECONDS,
    setHeaders: (response) => response.setHeader("x-content-type-options", "nosniff"),
  });
  return (request, response) => {
    const { url = "/", method } = request;
    if (!url.startsWith(PREFIX) || (method !== "GET" && method !== "HEAD")) return false;
    let isThere = true;
    request.url = url.slice(PREFIX.length - 1);
    serve(request, response, () => {
      isThere = false;
    });
    request.url = url;
    return isThere;
  };
}
