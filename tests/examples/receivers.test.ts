/**
 * The snippets that receivers copy hold against signatures as they are really made, refuse everything else, and stand
 * in the documentation as they are tested.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildSignature, buildSigningKey, type SigningKey } from "#webhooks/signature";

type Request = { body: string; headers: Record<string, string>; key: string; now: number };

const FOLDER = "examples/receivers";
const NOW = new Date("2026-11-23T19:05:00Z");
const NOW_SECONDS = NOW.getTime() / 1000;
const BODY = '{"id": "evt_1", "data": {"subject": "Überschwemmung – 🚨"}}';
const [KEY, OLD_KEY, STRANGE_KEY] = [1, 2, 3].map(() => buildSigningKey(randomBytes(32))) as [string, string, string];

function signed(keys: string[], timestamp = NOW_SECONDS): Request["headers"] {
  const all: SigningKey[] = keys.map((key, age) => ({
    key,
    createdAt: new Date(NOW.getTime() - age),
    expiresAt: null,
  }));
  return {
    "webhook-id": "dlv_1",
    "webhook-timestamp": String(timestamp),
    "webhook-signature": buildSignature("dlv_1", timestamp, BODY, all, NOW),
  };
}

const genuine: Request = { body: BODY, headers: signed([KEY]), key: KEY, now: NOW_SECONDS };
const without = (name: string) => Object.fromEntries(Object.entries(genuine.headers).filter(([each]) => each !== name));

const CASES: [what: string, request: Request, holds: boolean][] = [
  ["a genuine request", genuine, true],
  ["while keys are rotated, with the new key", { ...genuine, headers: signed([KEY, OLD_KEY]) }, true],
  ["while keys are rotated, with the old key", { ...genuine, headers: signed([OLD_KEY, KEY]) }, true],
  ["four minutes late", { ...genuine, headers: signed([KEY], NOW_SECONDS - 240) }, true],
  ["six minutes late", { ...genuine, headers: signed([KEY], NOW_SECONDS - 360) }, false],
  ["six minutes early", { ...genuine, headers: signed([KEY], NOW_SECONDS + 360) }, false],
  ["another body", { ...genuine, body: BODY.replace("evt_1", "evt_2") }, false],
  ["another id", { ...genuine, headers: { ...genuine.headers, "webhook-id": "dlv_2" } }, false],
  [
    "another timestamp",
    { ...genuine, headers: { ...genuine.headers, "webhook-timestamp": `${NOW_SECONDS + 1}` } },
    false,
  ],
  ["a strange key", { ...genuine, key: STRANGE_KEY }, false],
  ["no id", { ...genuine, headers: without("webhook-id") }, false],
  ["no timestamp", { ...genuine, headers: without("webhook-timestamp") }, false],
  ["no signature", { ...genuine, headers: without("webhook-signature") }, false],
  ["a timestamp that is no number", { ...genuine, headers: { ...genuine.headers, "webhook-timestamp": "now" } }, false],
  [
    "a signature that is none",
    { ...genuine, headers: { ...genuine.headers, "webhook-signature": "v1,é v1 v2,x" } },
    false,
  ],
];

/** Programs that read the requests as JSON and print, as JSON, which of them hold. */
const RUNNERS = {
  node: [
    "--input-type=module",
    "--eval",
    `import { readFileSync } from "node:fs";
     import { verify } from "./${FOLDER}/verify.mjs";
     const requests = JSON.parse(readFileSync(0, "utf8"));
     console.log(JSON.stringify(requests.map(({ body, headers, key, now }) => verify(Buffer.from(body), headers, key, now))));`,
  ],
  python3: [
    "-c",
    `import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "${FOLDER}")
from verify import verify
requests = json.load(sys.stdin)
print(json.dumps([verify(r["body"].encode(), r["headers"], r["key"], r["now"]) for r in requests]))`,
  ],
};

describe.each(Object.entries(RUNNERS))("%s", (program, parameters) => {
  const isThere = spawnSync(program, ["--version"]).status === 0;
  test.runIf(isThere)("believes genuine requests, and no others", () => {
    const input = JSON.stringify(CASES.map(([, request]) => request));
    const env = { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONUTF8: "1" };
    const holds = JSON.parse(execFileSync(program, parameters, { input, env, encoding: "utf8" }));
    expect(CASES.map(([what], index) => [what, holds[index]])).toEqual(
      CASES.map(([what, , expected]) => [what, expected]),
    );
  });
});

test.each(["verify.mjs", "verify.py", "verify.go"])("the documentation shows %s as it is", (name) => {
  const documentation = readFileSync("docs/receivers.md", "utf8");
  expect(documentation).toContain(readFileSync(`${FOLDER}/${name}`, "utf8").trimEnd());
});
