/** The examples run as they stand, and twice, against the whole product. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Product, startProduct } from "../support/product.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

// Each step is a process of its own, which takes seconds on a machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

let product: Product;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  product = await startProduct();
  await product.startWorker();
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
});

/** What it prints, on both streams; throws unless it ends with 0. */
async function runExample(command: string, parameters: string[]): Promise<string> {
  const { PATH, HOME, NODE_ENV } = process.env;
  const child = spawn(command, parameters, {
    cwd: ROOT,
    env: {
      ...{ PATH, HOME, NODE_ENV },
      SIGNALPOST_URL: product.url,
      SIGNALPOST_API_KEY: product.apiKey,
      RECEIVER_URL: `${receiver.url}${parameters.at(-1)}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${parameters.join(" ")} ended with ${code}:\n${output}`);
  return output;
}

test("TypeScript: preview, make, publish, wait, explain; the second run finds what the first has made", async () => {
  const example = ["--import", "tsx", "examples/typescript/first-integration.ts", "/typescript"];
  const first = await runExample(process.execPath, example);
  expect(first).toContain("The filter lets 1 of 1 emergency through.");
  expect(first).toMatch(/^Emergency: SUCCEEDED\. Arrived at /m);
  expect(first).toContain("says NOT_MATCHED, because metadata.attributes.priority is Operational");
  const second = await runExample(process.execPath, example);
  const made = /The integration is (int_\w+)/;
  expect(made.exec(second)?.[1]).toBe(made.exec(first)?.[1]);
  const requests = await receiver.waitFor(2, { matching: ({ path }) => path === "/typescript" });
  expect(requests.map(({ json }) => json)).toMatchObject([
    { metadata: { attributes: { priority: "Emergency" } } },
    { metadata: { attributes: { priority: "Emergency" } } },
  ]);
});

test("curl: the same over plain HTTP", async () => {
  const output = await runExample("sh", ["examples/curl/first-integration.sh", "/curl"]);
  expect(output).toContain('"matched":1');
  expect(output).toMatch(/"integration":\{"id":"int_\w+"\},"userErrors":\[\]/);
  expect(output).toContain('"status":"SUCCEEDED"');
  expect(output).toContain('"actual":"Operational","matched":false');
  await receiver.waitFor(1, { matching: ({ path }) => path === "/curl" });
});

test("curl: publishing in four notations", async () => {
  const output = await runExample("sh", ["examples/curl/publish-events.sh", "/none"]);
  const answers = output.trim().split("\n");
  expect(answers.map((answer) => JSON.parse(answer))).toMatchObject([
    { accepted: 1, duplicates: 0 },
    { accepted: 1, duplicates: 1 },
    { accepted: 2, duplicates: 0 },
    { accepted: 1, duplicates: 0, events: [{ externalId: "/county/eoc/example-7" }] },
  ]);
});
