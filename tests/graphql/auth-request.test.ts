/** What is wrong with a request to next-auth's addresses is said before next-auth sees it. */
import { expect, test } from "vitest";
import { answerAuth } from "#graphql/auth-request";
import { withDatabase } from "../support/api.ts";

withDatabase();

type Given = {
  method?: string;
  search?: string;
  cookies?: { name: string; value: string }[];
  body?: string | Uint8Array<ArrayBuffer>;
  contentType?: string;
  address?: string;
};

const FORM = "application/x-www-form-urlencoded";

async function ask({
  method = "GET",
  search = "",
  cookies = [],
  body,
  contentType = FORM,
  address = "session",
}: Given) {
  const request = new Request(`http://localhost/api/auth/${address}${search}`, {
    method,
    headers: { "content-type": contentType },
    ...(body === undefined ? {} : { body }),
  });
  const seen: (string | null)[] = [];
  const response = await answerAuth(request, address.split("/"), { getAll: () => cookies }, async (text) => {
    seen.push(text);
    return new Response("{}");
  });
  return { status: response.status, seen };
}

const CALLBACK = "next-auth.callback-url";

test.each<[string, Given, number]>([
  ["the log", { method: "POST", address: "_log", body: "level=error" }, 404],
  ["signing in by GET", { address: "callback/credentials" }, 405],
  ["a callback URL that is none", { search: "?callbackUrl=%7B%7D" }, 400],
  ["a script as callback URL", { search: "?callbackUrl=javascript:alert(1)" }, 400],
  ["a second callback URL that is none", { search: "?callbackUrl=/&callbackUrl=x" }, 400],
  ["a callback URL in a cookie that is none", { cookies: [{ name: CALLBACK, value: "x" }] }, 400],
  ["the same over https", { cookies: [{ name: `__Secure-${CALLBACK}`, value: "x" }] }, 400],
  ["no JSON", { method: "POST", contentType: "application/json", body: "{" }, 400],
  ["JSON that is null", { method: "POST", contentType: "application/json", body: "null" }, 400],
  [
    "an object where text is expected",
    { method: "POST", contentType: "application/json", body: '{"callbackUrl": {}}' },
    400,
  ],
  ["broken UTF-8", { method: "POST", body: new Uint8Array([0xff]) }, 400],
  ["a body over 64 KiB", { method: "POST", body: "x".repeat(64 * 1024 + 1) }, 413],
])("%s is refused", async (_what, given, status) => {
  expect(await ask(given)).toEqual({ status, seen: [] });
});

test.each<[string, Given, string | null]>([
  ["a GET", {}, null],
  ["a callback URL of ours", { search: "?callbackUrl=%2Fevents" }, null],
  ["an absolute callback URL", { search: "?callbackUrl=http%3A%2F%2Flocalhost%3A3000%2F" }, null],
  ["an empty callback URL", { search: "?callbackUrl=" }, null],
  ["a form", { method: "POST", body: "csrfToken=x&json=true" }, "csrfToken=x&json=true"],
  ["JSON", { method: "POST", contentType: "application/json", body: '{"json": true}' }, '{"json": true}'],
])("%s goes on to next-auth", async (_what, given, body) => {
  expect(await ask(given)).toEqual({ status: 200, seen: [body] });
});
