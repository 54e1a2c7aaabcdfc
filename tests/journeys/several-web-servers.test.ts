/** Two web servers and a worker on one database: what happens in one process is seen in the others. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type Product, startProduct } from "../support/product.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

let product: Product;
let receiver: Receiver;
let other: string;
beforeAll(async () => {
  [product, receiver] = await Promise.all([startProduct(), startReceiver()]);
  other = await product.startWeb();
  await product.startWorker();
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
});

type Update = { id: string; status: string; attemptCount: number };

/** Watches deliveries at a server, over HTTP as any client does. */
async function watch(url: string) {
  const leave = new AbortController();
  const response = await fetch(`${url}/api/graphql/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", "x-api-key": product.apiKey },
    body: JSON.stringify({ query: "subscription { deliveryUpdated { id status attemptCount } }" }),
    signal: leave.signal,
  });
  const updates: Update[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    let text = "";
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      text += chunk.value;
      const messages = text.split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        const data = /^data: ?(\{.*)$/m.exec(message)?.[1];
        if (data) updates.push(JSON.parse(data).data.deliveryUpdated);
      }
    }
  })();
  const close = async () => {
    leave.abort();
    await reading.catch(() => {});
  };
  return { status: response.status, updates, close };
}

test("who watches at one server hears of what was published at the other and delivered by a worker", async () => {
  await product.ask(
    graphql(`
      mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { integration { id } } }
    `),
    {
      input: {
        name: "Sirens",
        trigger: "alert.sent",
        actions: [{ newSubscription: { uri: `${receiver.url}/sirens`, eventTypes: ["alert.sent"] } }],
      },
    },
  );
  const [here, there] = await Promise.all([watch(product.url), watch(other)]);
  expect([here.status, there.status]).toEqual([200, 200]);
  expect((await product.publish({ type: "alert.sent", metadata: {} })).status).toBe(202);
  const succeeded = ({ status }: Update) => status === "SUCCEEDED";
  const [seenHere, seenThere] = await Promise.all(
    [here, there].map(({ updates }) => waitFor(() => updates.find(succeeded), { what: "the delivery's success" })),
  );
  expect(seenThere).toEqual(seenHere);
  expect(seenThere).toMatchObject({ attemptCount: 1, id: expect.stringMatching(/^dlv_/) });

  const deliveryId = seenThere?.id ?? "";
  const before = there.updates.length;
  await product.ask(graphql(`mutation ($id: ID!) { retryDelivery(input: { id: $id }) { userErrors { code } } }`), {
    id: deliveryId,
  });
  const again = await waitFor(() => there.updates.slice(before).find(({ attemptCount }) => attemptCount === 2), {
    what: "the second attempt",
  });
  expect(again.id).toBe(deliveryId);
  await Promise.all([here.close(), there.close()]);
});

test("a persisted query that one server knows is asked for once more by the other", async () => {
  const query = "query Shared { viewer { name } }";
  const sha256Hash = createHash("sha256").update(query).digest("hex");
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
  const ask = async (url: string, search: Record<string, string>) => {
    const response = await fetch(`${url}/api/graphql?${new URLSearchParams({ extensions, ...search })}`, {
      headers: { "x-api-key": product.apiKey, "apollo-require-preflight": "true" },
    });
    const { data = null, errors = [] } = await response.json();
    return {
      name: data?.viewer?.name,
      codes: errors.map((error: { extensions: { code: string } }) => error.extensions.code),
    };
  };
  const unknown = { codes: ["PERSISTED_QUERY_NOT_FOUND"] };
  const known = { codes: [], name: expect.any(String) };
  expect(await ask(product.url, { query })).toEqual(known);
  expect(await ask(product.url, {})).toEqual(known);
  expect(await ask(other, {})).toEqual(unknown);
  expect(await ask(other, { query })).toEqual(known);
  expect(await ask(other, {})).toEqual(known);
});
