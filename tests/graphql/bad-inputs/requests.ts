/** Requests to /api/graphql that are wrong before their document is looked at. */
import type { BadWorld } from "./world.ts";

type Init = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };
type Row = [what: string, init: (world: BadWorld) => Init, search: string, status: number, code: string];

const JSON_TYPE = { "content-type": "application/json" };
const VIEWER = JSON.stringify({ query: "{ viewer { name } }" });
const PREFLIGHT = { "apollo-require-preflight": "true" };

function body(what: string, text: string | Uint8Array<ArrayBuffer>, headers = JSON_TYPE, status = 400): Row {
  return [what, () => ({ method: "POST", headers, body: text }), "", status, "BAD_REQUEST"];
}

function parameters(what: string, search: string, status = 400, headers: Record<string, string> = PREFLIGHT): Row {
  return [what, () => ({ headers }), search, status, "BAD_REQUEST"];
}

export const REQUESTS: Row[] = [
  body("a body that is no JSON", "{"),
  body("an empty body", ""),
  body("a body that is text", '"{ viewer { name } }"'),
  body("a body that is null", "null"),
  body("a batch", `[${VIEWER}]`),
  body("a query that is a number", '{"query": 5}'),
  body("no query", '{"variables": {}}'),
  body("variables that are a list", JSON.stringify({ query: "{ viewer { name } }", variables: [] })),
  body("variables that are text", JSON.stringify({ query: "{ viewer { name } }", variables: "{}" })),
  body("an operation's name that is a number", JSON.stringify({ query: "{ viewer { name } }", operationName: 5 })),
  body("extensions that are a list", JSON.stringify({ query: "{ viewer { name } }", extensions: [] })),
  body("a body that is not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])),
  body("a form that another site could send", VIEWER, { "content-type": "text/plain" }),
  body("a form's own type", "query=%7Bviewer%7Bname%7D%7D", { "content-type": "application/x-www-form-urlencoded" }),
  body("a multipart form", VIEWER, { "content-type": "multipart/form-data; boundary=x" }),
  body("9 MiB and a byte", `"${"x".repeat(9 * 1024 * 1024 - 1)}"`, JSON_TYPE, 413),
  parameters("a GET that another site could send", "?query=%7Bviewer%7Bname%7D%7D", 400, {}),
  parameters(
    "a GET of a mutation",
    `?query=${encodeURIComponent('mutation { revokeApiKey(input: { id: "x" }) { userErrors { code } } }')}`,
    405,
  ),
  parameters("a GET of nothing", ""),
  parameters("a GET with variables that are no JSON", "?query=%7Bviewer%7Bname%7D%7D&variables=%7B"),
  parameters("a GET with extensions that are no JSON", "?query=%7Bviewer%7Bname%7D%7D&extensions=x"),
  ["another method", () => ({ method: "PUT", headers: JSON_TYPE, body: VIEWER }), "", 405, "BAD_REQUEST"],
  [
    "no key",
    () => ({ method: "POST", headers: { ...JSON_TYPE, "x-api-key": "" }, body: VIEWER }),
    "",
    401,
    "UNAUTHENTICATED",
  ],
  [
    "a key that nobody has",
    () => ({ method: "POST", headers: { ...JSON_TYPE, "x-api-key": "sp_nobody" }, body: VIEWER }),
    "",
    401,
    "UNAUTHENTICATED",
  ],
  [
    "a key's id in place of the key",
    ({ key }) => ({ method: "POST", headers: { ...JSON_TYPE, "x-api-key": key }, body: VIEWER }),
    "",
    401,
    "UNAUTHENTICATED",
  ],
];
