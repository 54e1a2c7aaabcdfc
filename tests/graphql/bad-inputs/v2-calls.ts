/** Calls of the Konexus Subscription API that are refused: status, error code, and each failure as `Code property`. */
import { type BadWorld, NOBODY } from "./world.ts";

type Call = "list" | "create" | "one" | "update" | "delete" | "test" | "history";
type Given = { id?: string; query?: string; body?: unknown };
type Row = [what: string, call: Call, given: (w: BadWorld) => Given, status: number, expected: [string, string[]]];

const GOOD = { uri: "https://hooks.example.com/", eventTypes: ["alert.sent"] };

function create(what: string, body: unknown, failures: string[]): Row {
  return [what, "create", () => ({ body }), 400, ["ValidationError", failures]];
}

function query(what: string, text: string, failure: string): Row {
  return [what, "list", () => ({ query: text }), 400, ["ValidationError", [failure]]];
}

const CALLS_OF_ONE = ["one", "delete", "test", "history"] as const;

export const V2_CALLS: Row[] = [
  create("no JSON", "{", ["Invalid"]),
  create("a list", [GOOD], ["Invalid"]),
  create("nothing", {}, ["Required eventTypes", "Required uri"]),
  create("a private URI", { ...GOOD, uri: "https://10.0.0.1/" }, ["BlockedAddress uri"]),
  create("a URI that is a number", { ...GOOD, uri: 5 }, ["Invalid uri"]),
  create("event types that are text", { ...GOOD, eventTypes: "alert.sent" }, ["Invalid eventTypes"]),
  create("an unknown event type", { ...GOOD, eventTypes: ["alert.sent", "x"] }, ["Invalid eventTypes[1]"]),
  create("text for isActive", { ...GOOD, isActive: "yes" }, ["Invalid isActive"]),
  create("a secret that is a number", { ...GOOD, secret: 5 }, ["Invalid secret"]),
  create("security that is text", { ...GOOD, security: "none" }, ["Invalid security"]),
  create("security without a type", { ...GOOD, security: {} }, ["Required security.type"]),
  create("an unknown security type", { ...GOOD, security: { type: "basic" } }, ["Invalid security.type"]),
  create("an API key that is missing", { ...GOOD, security: { type: "apiKey" } }, ["Required security.apiKey"]),
  create("a header for none", { ...GOOD, security: { type: "none", "X-A": "b" } }, ["Invalid security.X-A"]),
  create("a reserved header", { ...GOOD, security: { type: "header", Host: "x" } }, ["Invalid security.Host"]),
  create("a line break in a header", { ...GOOD, security: { type: "header", "X-A": "b\r\nc" } }, [
    "Invalid security.X-A",
  ]),
  [
    "a body over 256 KiB",
    "create",
    () => ({ body: `"${"x".repeat(256 * 1_024)}"` }),
    413,
    ["The body is larger than 256 KiB.", []],
  ],
  query("page 0", "?page=0", "Invalid page"),
  query("page -1", "?page=-1", "Invalid page"),
  query("a page that is text", "?page=one", "Invalid page"),
  query("a page beyond all", "?page=1000001", "LimitExceeded page"),
  query("pages of 0", "?pageSize=0", "Invalid pageSize"),
  query("pages of 101", "?pageSize=101", "LimitExceeded pageSize"),
  query("an unknown order", "?sort=secret", "Invalid sort"),
  query("201 characters to search for", `?search=${"x".repeat(201)}`, "LimitExceeded search"),
  query("a NUL to search for", "?search=%00a", "Invalid search"),
  ...CALLS_OF_ONE.map((call): Row => ["nobody's id", call, () => ({ id: `sub_${NOBODY}` }), 404, ["NotFound", []]]),
  ...CALLS_OF_ONE.map(
    (call): Row => ["another tenant's id", call, (w) => ({ id: w.foreign.subscription }), 404, ["NotFound", []]],
  ),
  ["an integration's id", "one", (w) => ({ id: w.integration }), 404, ["NotFound", []]],
  ["a NUL as id", "one", () => ({ id: "\0" }), 404, ["NotFound", []]],
  ["one that is used", "delete", (w) => ({ id: w.subscription }), 400, ["ValidationError", ["InUse id"]]],
  ["nobody's id", "update", () => ({ id: "sub_x", body: {} }), 404, ["NotFound", []]],
  [
    "null for the URI",
    "update",
    (w) => ({ id: w.direct, body: { uri: null } }),
    400,
    ["ValidationError", ["Required uri"]],
  ],
  [
    "no event types",
    "update",
    (w) => ({ id: w.direct, body: { eventTypes: [] } }),
    400,
    ["ValidationError", ["Required eventTypes"]],
  ],
  ["a page of -1", "history", (w) => ({ id: w.direct, query: "?page=-1" }), 400, ["ValidationError", ["Invalid page"]]],
];
