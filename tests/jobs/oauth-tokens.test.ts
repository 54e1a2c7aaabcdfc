/** Access tokens: one request for many deliveries, kept while they hold, renewed when a receiver refuses one. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findFreePort } from "#db/embedded-postgres";
import { attemptDelivery } from "#jobs/attempt-delivery";
import type { DeliverySubscription } from "#jobs/delivery-subscriptions";
import { findOAuthToken } from "#jobs/oauth-tokens";
import { UNTRIED } from "#webhooks/delivery";
import { DEFAULT_RETRY_POLICY } from "#webhooks/retry-policy";
import { withDatabase } from "../support/api.ts";
import { type Answer, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

let receiver: Receiver;
let lifetimeSeconds: number | undefined;
let issued = 0;
/** Which token the receiver takes; null: any. */
let accepted: string | null = null;
let scope = "";

withDatabase();
beforeAll(async () => {
  process.env.DELIVERY_ALLOW_NETWORKS = "127.0.0.1";
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

let number = 0;
beforeEach(() => {
  receiver.requests.length = 0;
  lifetimeSeconds = 3600;
  issued = 0;
  accepted = null;
  // Tokens are kept by client and scope: each test has its own.
  scope = `scope-${++number}`;
  receiver.answer(({ path, headers }) => (path === "/token" ? newToken() : judge(headers.authorization)));
});

function newToken(): Answer {
  issued += 1;
  return { status: 200, body: JSON.stringify({ access_token: `token-${issued}`, expires_in: lifetimeSeconds }) };
}

function judge(authorization: string | undefined): Answer {
  return { status: accepted === null || authorization === `Bearer ${accepted}` ? 200 : 401 };
}

function subscription(tokenUri = `${receiver.url}/token`): DeliverySubscription {
  return {
    id: "0198c0de-0000-7000-8000-000000000001",
    tenantId: "0198c0de-0000-7000-8000-000000000002",
    version: 1,
    name: "County CAD",
    uri: `${receiver.url}/hook`,
    isActive: true,
    isDeleted: false,
    security: { type: "oauth2", tokenUri, clientId: "county cad", clientSecret: "s3cret/=", scope },
    secret: null,
    signingKeys: [],
    retryPolicy: DEFAULT_RETRY_POLICY,
    rateLimitPerSecond: null,
    timeoutSeconds: 5,
  };
}

const attempt = (target: DeliverySubscription) =>
  attemptDelivery(
    {
      id: "0198c0de-0000-7000-8000-000000000003",
      tenantId: target.tenantId,
      isEmergency: false,
      retries: UNTRIED,
      integration: null,
    },
    target,
    null,
    new Date(),
  );

const requestsTo = (path: string) => receiver.requests.filter((request) => request.path === path);

test("many deliveries at once ask for one token, and those after them for none", async () => {
  const target = subscription();
  const first = await Promise.all(Array.from({ length: 50 }, () => attempt(target)));
  const later = await attempt(target);
  expect(new Set([...first, later].map(({ outcome }) => outcome))).toEqual(new Set(["SUCCEEDED"]));
  expect(requestsTo("/hook").map(({ headers }) => headers.authorization)).toEqual(Array(51).fill("Bearer token-1"));
  const [asked, ...more] = requestsTo("/token");
  expect(more).toEqual([]);
  expect(asked?.text).toBe(`grant_type=client_credentials&scope=${scope}`);
  const credentials = Buffer.from("county%20cad:s3cret%2F%3D").toString("base64");
  expect(asked?.headers).toMatchObject({
    authorization: `Basic ${credentials}`,
    "content-type": "application/x-www-form-urlencoded",
  });
});

test("a token that lives shortly is kept until it has nearly expired, and then renewed", async () => {
  lifetimeSeconds = 1;
  const target = subscription();
  await Promise.all([attempt(target), attempt(target)]);
  expect(requestsTo("/hook").map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-1"]);
  await waitFor(
    async () => {
      await attempt(target);
      return issued === 2;
    },
    { what: "another token" },
  );
  expect(requestsTo("/hook").at(-1)?.headers.authorization).toBe("Bearer token-2");
});

test("a token that the receiver refuses is fetched anew within the attempt, once for all that it refused", async () => {
  const target = subscription();
  await attempt(target);
  accepted = "token-2";
  const renewed = await Promise.all([1, 2, 3, 4].map(() => attempt(target)));
  expect(renewed.map(({ outcome, statusCode, cause }) => [outcome, statusCode, cause])).toEqual(
    Array(4).fill([
      "SUCCEEDED",
      200,
      "County CAD answered 200 OK, with a new access token after 401 Unauthorized to the one before.",
    ]),
  );
  expect((await attempt(target)).cause).toBe("County CAD answered 200 OK.");
  expect(issued).toBe(2);
});

test("an attempt asks for a new token once, and says that it was refused too", async () => {
  const target = subscription();
  accepted = "none";
  const refused = await attempt(target);
  expect(refused).toMatchObject({ outcome: "AUTHENTICATION_ERROR", statusCode: 401 });
  expect(refused.cause).toBe(
    "County CAD answered 401 Unauthorized, with a new access token after 401 Unauthorized to the one before.",
  );
  expect(requestsTo("/hook").map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  const ids = requestsTo("/hook").map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(1);
});

test("a receiver that refuses every token has the token endpoint asked more and more rarely, until it takes one", async () => {
  const target = subscription();
  accepted = "none";
  const startedMs = performance.now();
  for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 20 }, () => attempt(target)));
  const seconds = (performance.now() - startedMs) / 1_000;
  expect(issued).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(1 + seconds)));
  accepted = `token-${issued}`;
  expect((await attempt(target)).outcome).toBe("SUCCEEDED");
  accepted = `token-${issued + 1}`;
  expect((await attempt(target)).outcome).toBe("SUCCEEDED");
});

test("a refusal for which no new token comes is the refusal, and says why none came", async () => {
  const target = subscription();
  await attempt(target);
  receiver.answer(({ path }) => ({ status: path === "/token" ? 503 : 401 }));
  expect(await attempt(target)).toMatchObject({
    outcome: "AUTHENTICATION_ERROR",
    statusCode: 401,
    cause:
      "County CAD answered 401 Unauthorized, and no new access token came (the token endpoint answered 503 Service Unavailable).",
  });
});

test("an answer that repeats the refused token shows neither it nor the new one", async () => {
  const target = subscription();
  await attempt(target);
  receiver.answer(({ path, headers }) => {
    if (path === "/token") return newToken();
    const isOld = headers.authorization === "Bearer token-1";
    return { status: isOld ? 401 : 500, body: "token-1 was refused, token-2 was taken" };
  });
  const failed = await attempt(target);
  expect(failed.response?.body).toBe("•••••••• was refused, •••••••• was taken");
});

test("a late refusal of the old token leaves the new one", async () => {
  const target = subscription();
  await attempt(target);
  let refuseLate = true;
  receiver.answer(({ path, headers }) => {
    if (path === "/token") return newToken();
    if (headers.authorization !== "Bearer token-1") return { status: 200 };
    const answer = { status: 401, delayMs: refuseLate ? 400 : 0 };
    refuseLate = false;
    return answer;
  });
  const late = attempt(target);
  await receiver.waitFor(2, { matching: ({ path }) => path === "/hook" });
  await attempt(target);
  expect((await attempt(target)).outcome).toBe("SUCCEEDED");
  expect((await late).statusCode).toBe(200);
  expect((await attempt(target)).outcome).toBe("SUCCEEDED");
  expect(issued).toBe(2);
});

test.each<[string, Answer, string]>([
  ["refuses", { status: 403, body: '{"error":"invalid_client"}' }, "the token endpoint answered 403"],
  [
    "redirects",
    { status: 302, headers: { location: "https://elsewhere.example/" } },
    "the token endpoint answered 302 Found; redirects are not followed)",
  ],
  ["answers HTML", { status: 200, body: "<html>" }, "the token endpoint's answer is no JSON)"],
  ["answers another JSON", { status: 200, body: '{"token":1}' }, "the token endpoint's answer holds no access token)"],
  [
    "answers at great length",
    { status: 200, body: JSON.stringify({ access_token: "t", padding: "x".repeat(100_000) }) },
    "the token endpoint's answer is longer than 16 KiB)",
  ],
  ["does not answer", { hang: true }, "the token endpoint did not answer within 1 second)"],
  [
    "answers a token that is no header value",
    { status: 200, body: '{"access_token":"a\\r\\nb: c"}' },
    "the token endpoint's answer holds no access token",
  ],
  ["breaks off", { reset: true }, "the token endpoint broke off the connection)"],
])(
  "an endpoint that %s fails the attempt, with the reason and without a secret, and is asked again",
  async (_, answer, detail) => {
    const target = { ...subscription(), timeoutSeconds: 1 };
    receiver.answer(answer);
    const failed = await attempt(target);
    expect(failed).toMatchObject({ outcome: "AUTHENTICATION_ERROR", statusCode: null, response: null });
    expect(failed.cause).toContain(detail);
    expect(failed.cause).toMatch(/^County CAD was not called, because its token endpoint gave no token \(.*\)\.$/);
    expect(JSON.stringify(failed)).not.toMatch(/s3cret/);
    expect(requestsTo("/hook")).toEqual([]);
    receiver.answer(({ path }) => (path === "/token" ? newToken() : { status: 200 }));
    expect((await attempt(target)).outcome).toBe("SUCCEEDED");
  },
);

test("an endpoint that nothing listens at is named in the cause", async () => {
  const port = await findFreePort();
  const { cause } = await attempt(subscription(`http://127.0.0.1:${port}/token`));
  expect(cause).toContain("(the token endpoint refused the connection).");
});

test.each(["soon", null, ""])("a lifetime that is no number is none: %j", async (lifetime) => {
  const body = JSON.stringify({ access_token: "a", expires_in: lifetime });
  let asked = 0;
  receiver.answer(({ path }) => {
    if (path === "/token") asked += 1;
    return { body: path === "/token" ? body : "" };
  });
  expect((await attempt(subscription())).outcome).toBe("SUCCEEDED");
  expect((await attempt(subscription())).outcome).toBe("SUCCEEDED");
  expect(asked).toBe(1);
});

test("a token that lives no second is used once", async () => {
  lifetimeSeconds = 0;
  await attempt(subscription());
  expect((await attempt(subscription())).outcome).toBe("SUCCEEDED");
  expect(issued).toBe(2);
});

test("the token endpoint is behind the same guard as deliveries", async () => {
  for (const tokenUri of ["https://169.254.169.254/token", "http://127.0.0.2:9/token"]) {
    const token = await findOAuthToken(subscription(tokenUri), 5_000);
    expect(token).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^the token endpoint: .*may (not )?reach/),
    });
  }
});
