/** Which methods the addresses of the API answer, and what they say to others and where there is nothing. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

const APP = new URL("../../app/", import.meta.url).pathname;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const ANSWERED: Record<string, string> = {
  "api/auth/[...nextauth]": "GET, POST, OPTIONS",
  "api/events": "POST, OPTIONS",
  "api/graphql": "GET, HEAD, POST, OPTIONS",
  "api/graphql/stream": "POST, OPTIONS",
  "api/health": "GET, HEAD, OPTIONS",
  "api/metrics": "GET, HEAD, OPTIONS",
  "api/receiver/[token]": "POST, OPTIONS",
  "v2/settings/subscriptions": "GET, HEAD, POST, OPTIONS",
  "v2/settings/subscriptions/[id]": "GET, HEAD, PUT, DELETE, OPTIONS",
  "v2/settings/subscriptions/[id]/history": "GET, HEAD, OPTIONS",
  "v2/settings/subscriptions/[id]/test": "GET, OPTIONS",
};
const NOTHING: Record<string, string> = {
  "api/[...nothing]": "There is nothing at this address.",
  "v2/[[...nothing]]": "Not found.",
};

type Route = Record<string, (() => Response | Promise<Response>) | undefined>;

function routeAt(path: string): Promise<Route> {
  return import(`${APP}${path}/route.ts`);
}

test("every address of the API is written down here", () => {
  const paths = ["api", "v2"].flatMap((top) =>
    readdirSync(`${APP}${top}`, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("route.ts"))
      .map((name) => `${top}/${name.slice(0, -"/route.ts".length)}`),
  );
  expect(paths.toSorted()).toEqual([...Object.keys(ANSWERED), ...Object.keys(NOTHING)].toSorted());
});

test.each(Object.entries(ANSWERED))("%s answers %s, and says so to every other method", async (path, allow) => {
  const route = await routeAt(path);
  const others = METHODS.filter((method) => !allow.split(", ").includes(method));
  for (const method of others) {
    const response = await route[method]?.();
    expect([method, response?.status, response?.headers.get("allow")]).toEqual([method, 405, allow]);
  }
  const told = await route.OPTIONS?.();
  expect([told?.status, told?.headers.get("allow")]).toEqual([204, allow]);
});

test.each(Object.entries(NOTHING))("%s is told as programs understand it", async (path, error) => {
  const route = await routeAt(path);
  for (const method of METHODS.filter((each) => each !== "OPTIONS")) {
    const response = await route[method]?.();
    expect([method, response?.status, await response?.json()]).toEqual([method, 404, { error }]);
  }
});
