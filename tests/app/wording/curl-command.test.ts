/** The curl command of a request: a shell reads from it exactly what was sent. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlCommand } from "../../../app/wording/curl-command.ts";

test("a shell takes it as the request was, whatever stands in it", () => {
  const body = `{"name":"O'Hara \\"$HOME\\" \`id\`","line":"a\\nb"}\n`;
  const command = curlCommand({
    method: "POST",
    uri: "https://dispatch.example/cad?unit='1'&x=$(id)",
    headers: [{ name: "apiKey", value: "it's ••••••••k7Qd" }],
    body,
  });
  const program = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const parameters = execFileSync("sh", ["-c", program], { encoding: "utf8" }).split("\0").slice(0, -1);
  expect(parameters).toEqual([
    "--request",
    "POST",
    "https://dispatch.example/cad?unit='1'&x=$(id)",
    "--header",
    "apiKey: it's ••••••••k7Qd",
    "--data-raw",
    body,
  ]);
});
