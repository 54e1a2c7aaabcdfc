/** The TypeScript example without a server. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const EXAMPLE = ["--import", "tsx", "examples/typescript/first-integration.ts"];

test.each([
  [
    "without a server",
    { RECEIVER_URL: "https://hooks.example.com/" },
    /^Nobody answers at http:\/\/127\.0\.0\.1:9; .*\.$/,
  ],
  ["without a receiver", {}, /^Set RECEIVER_URL .*\.$/],
])("%s it ends with one sentence", (_case, settings, sentence) => {
  const { PATH, HOME, NODE_ENV } = process.env;
  const env = { ...{ PATH, HOME, NODE_ENV }, SIGNALPOST_URL: "http://127.0.0.1:9", ...settings };
  const { status, stderr } = spawnSync(process.execPath, EXAMPLE, { env, encoding: "utf8" });
  expect([status, stderr.trim().split("\n").length]).toEqual([1, 1]);
  expect(stderr.trim()).toMatch(sentence);
});
