/** The sources keep the rules of the house, and the rules catch those who do not. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findBreaches } from "./support/architecture.ts";

test("the sources keep the rules of the house", () => {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" });
  const files = listed.split("\n").filter((file) => /\.(tsx?|mjs)$/.test(file) && existsSync(file));
  expect(files.length).toBeGreaterThan(50);
  const breaches = findBreaches(new Map(files.map((file) => [file, readFileSync(file, "utf8")])));
  expect(breaches).toEqual([]);
});

const PLANTED: [what: string, file: string, text: string, breach: RegExp][] = [
  ["the pure layer imports another", "webhooks/a.ts", 'import { b } from "#db/b";', /webhooks may not import #db\/b/],
  ["the pure layer imports settings", "webhooks/a.ts", 'import { config } from "#config";', /may not import #config/],
  ["the pure layer does I/O", "webhooks/a.ts", 'import "node:fs";', /node:fs is not for the pure layer/],
  ["the pure layer reads the clock", "webhooks/a.ts", "export const a = Date.now();", /Date\.now/],
  ["the pure layer makes a date of now", "webhooks/a.ts", "export const a = new Date();", /new Date\(\)/],
  ["the pure layer rolls dice", "webhooks/a.ts", "export const a = Math.random();", /Math\.random/],
  ["the pure layer makes an id", "webhooks/a.ts", 'import { randomUUID } from "node:crypto";', /randomUUID/],
  ["the pure layer reads the environment", "webhooks/a.ts", "export const a = process.env.A;", /process is/],
  ["the database layer starts work", "db/a.ts", 'import { b } from "#jobs/b";', /db may not import #jobs\/b/],
  ["jobs ask GraphQL", "jobs/a.ts", 'export { b } from "#graphql/b";', /jobs may not import #graphql\/b/],
  ["a page asks the database", "app/a.tsx", 'import { b } from "#db/b";', /app may not import #db\/b/],
  ["a page imports lazily what it may not", "app/a.tsx", 'const b = import("#jobs/b");', /app may not import #jobs\/b/],
  ["a component of the kit asks GraphQL", "app/ui/a.tsx", 'import { b } from "#graphql/b";', /ui may not import/],
  ["SQL outside its layer", "graphql/a.ts", 'import { sql } from "drizzle-orm";', /drizzle-orm is for db/],
  ["an HTTP client outside its layer", "graphql/a.ts", 'import { request } from "undici";', /undici is for jobs/],
  ["a relative path crosses a border", "db/a.ts", 'import { b } from "../webhooks/b.ts";', /crosses into webhooks/],
  ["a # stays at home", "db/a.ts", 'import { b } from "#db/b";', /stays in its own layer/],
  ["an import without extension", "db/a.ts", 'import { b } from "./b";', /no file name extension/],
  ["a name that says nothing", "db/utils.ts", "", /says nothing/],
  ["a file that is too long", "db/a.ts", "a();\n".repeat(260), /250 is the limit/],
  ["a file without a header", "db/a.ts", "HEADERLESS", /no header comment/],
  ["a banner", "db/a.ts", "// ------ section ------", /banner/],
  ["a note for later", "db/a.ts", "// TODO: more", /later/],
  ["a silenced check", "db/a.ts", "// biome-ignore lint/suspicious/noExplicitAny: it is", /silenced/],
];

test.each(PLANTED)("%s: caught", (_, file, text, breach) => {
  const whole = text === "HEADERLESS" ? "export const a = 1;\n" : `/** A header. */\n${text}\n`;
  expect(findBreaches(new Map([[file, whole]])).join("\n")).toMatch(breach);
});

test("files that import each other: caught", () => {
  const sources = new Map([
    ["db/a.ts", '/** A. */\nimport { b } from "./b.ts";\n'],
    ["db/b.ts", '/** B. */\nimport { a } from "./a.ts";\n'],
  ]);
  expect(findBreaches(sources)).toEqual(["db/a.ts: imports itself through db/b.ts, db/a.ts"]);
});

test("what is allowed passes", () => {
  const sources = new Map([
    [
      "webhooks/a.ts",
      '/** A. */\nimport { createHmac } from "node:crypto";\nexport const at = (now: Date) => new Date(now);\n',
    ],
    [
      "webhooks/b.ts",
      '/** B. */\nimport { at } from "./a.ts";\nexport const b = { process: at, console: 1 }.process;\n',
    ],
    ["jobs/c.ts", '/** C. */\nimport { at } from "#webhooks/a";\nimport { request } from "undici";\n'],
    [
      "app/d.tsx",
      '"use client";\n\n/** D. */\nimport { Button } from "#ui/button";\nimport { at } from "#webhooks/a";\n',
    ],
  ]);
  expect(findBreaches(sources)).toEqual([]);
});
