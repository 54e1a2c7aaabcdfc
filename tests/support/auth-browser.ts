/** A browser for sign-in and sign-out: its cookies, and what next-auth answers it, without a web server. */
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { sessionOptions } from "#graphql/session";

/** `visit` answers where it leads, and the JSON there. `cookies`: the ones that the browser holds now. */
export function openBrowser(origin: string, held: readonly { name: string; value: string }[] = []) {
  const jar = new Map(held.map(({ name, value }) => [name, value]));
  async function visit(path: string, body?: Record<string, string>): Promise<{ location: string; json: unknown }> {
    const url = new URL(path, origin);
    const request = {
      method: body ? "POST" : "GET",
      headers: { host: url.host },
      cookies: Object.fromEntries(jar),
      query: { nextauth: url.pathname.split("/").slice(3), ...Object.fromEntries(url.searchParams) },
      body,
    };
    const answer = { location: "", json: null as unknown };
    const headers = new Map<string, unknown>();
    const response = {
      status: () => response,
      getHeader: (name: string) => headers.get(name.toLowerCase()),
      setHeader: (name: string, value: unknown) => headers.set(name.toLowerCase(), value) && response,
      json: (json: unknown) => Object.assign(answer, { json }),
      send: (json: unknown) => Object.assign(answer, { json }),
      end: () => {},
    };
    await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, sessionOptions());
    for (const cookie of [headers.get("set-cookie") ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(String(cookie)) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, decodeURIComponent(value));
    }
    return { ...answer, location: String(headers.get("location") ?? "") };
  }
  const cookies = { getAll: () => [...jar].map(([name, value]) => ({ name, value })) };
  return { visit, cookies };
}
