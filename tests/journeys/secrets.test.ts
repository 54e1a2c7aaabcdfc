/**
 * Secrets from outside: of each security model, of the settings and of the API, planted with a receiver, a token
 * endpoint, a proxy and a mail server that repeat whatever they get; and then looked for wherever somebody may look.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { type Product, startProduct } from "../support/product.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

/** None of them may be seen anywhere. */
const PLANTED = {
  shared: "PLANTED-shared-sécret-01",
  apiKey: "PLANTED-api-key-02",
  header: "PLANTED-header-value-03",
  cookie: "PLANTED-cookie-04",
  password: "PLANTED-basic-pass/word-05",
  clientSecret: "PLANTED-client-secret-06",
  token: "PLANTED-access-token-07",
  refusedClientSecret: "PLANTED-refused-client-08",
  proxyPassword: "PLANTED-proxy-pass-09",
  mailPassword: "PLANTED-mail-pass-10",
  userPassword: "PLANTED-user-pass-11",
  twoModels: "PLANTED-two-models-12",
  notAText: "PLANTED-line\r\nbreak-13",
};

const CreateSubscription = graphql(`
  mutation SecretsCreate($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription {
        id
        signingKeys {
          value
        }
      }
      userErrors {
        message
      }
    }
  }
`);
const CreateIntegration = graphql(`
  mutation SecretsIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      userErrors {
        message
      }
    }
  }
`);
const TestSubscription = graphql(`
  mutation SecretsTest($id: ID!) {
    testWebhookSubscription(input: { id: $id }) {
      delivery {
        id
      }
    }
  }
`);
const Rotate = graphql(`
  mutation SecretsRotate($id: ID!) {
    rotateSigningKey(input: { id: $id }) {
      webhookSubscription {
        signingKeys {
          value
        }
      }
    }
  }
`);
const ChangeNotifications = graphql(`
  mutation SecretsNotifications($input: NotificationSettingsInput!) {
    updateNotificationSettings(input: $input) {
      notificationSettings {
        signingKey
      }
    }
  }
`);
const TryNotifications = graphql(`
  mutation SecretsTryNotifications {
    sendTestNotification(input: {}) {
      results {
        channel
        fault
      }
    }
  }
`);
const CreateApiKey = graphql(`
  mutation SecretsApiKey {
    createApiKey(input: { name: "Dispatch", permissions: [READ] }) {
      secret
    }
  }
`);
const CreateUser = graphql(`
  mutation SecretsUser($password: String!) {
    createUser(input: { email: "dana@example.com", name: "Dana", role: EDITOR, password: $password }) {
      userErrors {
        message
      }
    }
  }
`);
const Everything = graphql(`
  query SecretsEverything {
    auditLog(first: 100) {
      edges {
        node {
          action
          summary
          before
          after
        }
      }
    }
    deliveries(first: 100) {
      edges {
        node {
          id
          status
          summary
          attempts {
            outcome
            cause
            request {
              uri
              headers {
                name
                value
              }
              body
            }
            response {
              headers {
                name
                value
              }
              body
            }
          }
        }
      }
    }
    notificationSettings {
      webhookFault {
        message
      }
      mailFault {
        message
      }
    }
    apiKeys {
      id
      name
      prefix
    }
  }
`);

let product: Product;
let receiver: Receiver;
let mailServer: MailServer;
let proxy: { server: Server; asked: string[] };

beforeAll(async () => {
  [receiver, mailServer, proxy] = await Promise.all([startReceiver(), startMailServer(), startEchoingProxy()]);
  receiver.answer((request) => (request.path.startsWith("/token") ? tokenAnswer(request) : echo(request)));
  const mailUrl = new URL(mailServer.url);
  mailUrl.password = PLANTED.mailPassword;
  product = await startProduct({
    SMTP_URL: mailUrl.href,
    MAIL_FROM: "alerts@example.com",
    DELIVERY_PROXY: `http://county:${PLANTED.proxyPassword}@127.0.0.1:${(proxy.server.address() as AddressInfo).port}`,
    LOG_LEVEL: "trace",
  });
  await product.startWorker();
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
  await mailServer?.close();
  proxy?.server.close();
});

/** As text, in JSON, in JSON within JSON, in an address; and every header back as a header. */
function echo({ headers, text }: ReceivedRequest) {
  const { host, connection, "content-length": _length, ...rest } = headers;
  const back = Object.fromEntries(Object.entries(rest).map(([name, value]) => [`x-got-${name}`, value]));
  const inJson = JSON.stringify({ headers, text, again: JSON.stringify(text) });
  return { status: 500, headers: back, body: `${text}\n${inJson}\n${encodeURIComponent(text)}` };
}

function tokenAnswer({ path, headers, text }: ReceivedRequest) {
  const said = { got: headers, text, secret: PLANTED.refusedClientSecret };
  if (path === "/token/refuses")
    return { status: 400, headers: { "x-said": JSON.stringify(said) }, body: JSON.stringify(said) };
  return { status: 200, body: JSON.stringify({ access_token: PLANTED.token, expires_in: 3600, ...said }) };
}

/** Refuses everything, in the caller's own words. */
async function startEchoingProxy() {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", ({ headers, url = "" }, socket: Socket) => {
    asked.push(url);
    const said = JSON.stringify({ ...headers, plain: PLANTED.proxyPassword });
    socket.on("error", () => {});
    socket.end(`HTTP/1.1 407 ${headers["proxy-authorization"]}\r\nx-said: ${said}\r\ncontent-length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, asked };
}

test("no secret is in any page, answer, audit entry, log line, row, mail or notice, whoever repeats it", async () => {
  const hidden = new Map<string, string>(Object.entries(PLANTED));
  /** Shown to those who may manage, on the page of what they sign for; nowhere else. */
  const signingKeys: string[] = [];
  const create = async (name: string, input: object) => {
    const base = {
      name,
      uri: `${receiver.url}/${name}?of=${name}`,
      eventTypes: ["alert.sent"],
      retryPolicy: { maxRetries: 0 },
    };
    const made = (await product.ask(CreateSubscription, { input: { ...base, ...input } })).createWebhookSubscription;
    expect(made.userErrors).toEqual([]);
    signingKeys.push(...(made.webhookSubscription?.signingKeys ?? []).flatMap(({ value }) => value ?? []));
    return made.webhookSubscription?.id ?? "";
  };
  const oauth = { clientId: "county", scope: "alerts" };
  const ids = [
    await create("shared", { secret: PLANTED.shared }),
    await create("apiKey", { security: { apiKey: PLANTED.apiKey } }),
    await create("header", {
      security: {
        headers: [
          { name: "X-Auth", value: PLANTED.header },
          { name: "Cookie", value: `s=${PLANTED.cookie}` },
        ],
      },
    }),
    await create("basic", { security: { basic: { username: "cad", password: PLANTED.password } } }),
    await create("oauth", {
      security: { oauth2: { ...oauth, tokenUri: `${receiver.url}/token`, clientSecret: PLANTED.clientSecret } },
    }),
    await create("refused", {
      security: {
        oauth2: { ...oauth, tokenUri: `${receiver.url}/token/refuses`, clientSecret: PLANTED.refusedClientSecret },
      },
    }),
    await create("proxied", { uri: "https://93.184.216.34/hook", secret: PLANTED.shared }),
  ];
  const actions = ids.map((subscriptionId) => ({ subscriptionId }));
  await product.ask(CreateIntegration, { input: { name: "All", trigger: "alert.sent", actions } });
  const rotated = await product.ask(Rotate, { id: ids[0] ?? "" });
  signingKeys.push(
    ...(rotated.rotateSigningKey.webhookSubscription?.signingKeys ?? []).flatMap(({ value }) => value ?? []),
  );
  const changed = await product.ask(ChangeNotifications, { input: { webhookUri: `${receiver.url}/notices` } });
  signingKeys.push(changed.updateNotificationSettings.notificationSettings?.signingKey ?? "");
  await product.ask(CreateUser, { password: PLANTED.userPassword });
  hidden.set("API key", product.apiKey);
  hidden.set("new API key", (await product.ask(CreateApiKey, {})).createApiKey.secret ?? "");
  hidden.set("administrator's password", product.admin.password);
  const refusals = await Promise.all([
    graphqlText({ security: { apiKey: PLANTED.twoModels, none: true } }),
    graphqlText({ security: { apiKey: PLANTED.notAText } }),
    graphqlText({ security: { headers: [{ name: "x-a", value: PLANTED.notAText }] } }),
  ]);

  await product.publish([{ type: "alert.sent", data: { n: 1 } }]);
  for (const id of ids) await product.ask(TestSubscription, { id });
  const tried = await product.ask(TryNotifications, {});
  expect(tried.sendTestNotification.results?.map(({ fault }) => fault === null)).toEqual([false, false]);
  const seen = await waitFor(
    async () => {
      const all = await product.ask(Everything, {});
      const statuses = all.deliveries.edges.map(({ node }) => node.status);
      return statuses.length === ids.length * 2 && statuses.every((status) => status === "FAILED") ? all : null;
    },
    { timeoutMs: 30_000, what: "all attempts" },
  );

  const deliveryIds = seen.deliveries.edges.map(({ node }) => node.id);
  const pages = await readPages([
    "/",
    "/history",
    "/events",
    "/subscriptions",
    "/integrations",
    "/reports",
    "/notifications",
    "/settings",
    "/settings/notifications",
    ...ids.flatMap((id) => [`/subscriptions/${id}`, `/subscriptions/${id}/edit`]),
    ...deliveryIds.map((id) => `/deliveries/${id}`),
  ]);
  const v2 = await Promise.all(
    ids
      .map((id) => v2Text(`/${id}`))
      .concat(
        ids.map((id) => v2Text(`/${id}/history`)),
        [v2Text("")],
      ),
  );
  const withoutKeys = { ...seen, rows: await readRows(), log: product.output(), refusals };
  const places = new Map<string, string>([
    ...pages,
    ["v2", v2.join("\n")],
    ["metrics", await metricsText()],
    ["notices", JSON.stringify(noticesOf())],
    ...Object.entries(withoutKeys).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
  ]);
  // Nobody would find anything where nothing is.
  expect(places.get("deliveries")).toContain("••••••••");
  expect(places.get("log")).toContain("worker started");
  expect(places.get("rows")).toContain("of=oauth");
  expect(proxy.asked).toContain("93.184.216.34:443");
  expect(receiver.requests.some(({ headers }) => headers.authorization === `Bearer ${PLANTED.token}`)).toBe(true);
  for (const [path, html] of pages) expect(html, path).toContain("</html>");
  expect(findIn(places, hidden)).toEqual([]);
  const elsewhere = new Map([...places].filter(([name]) => !/^\/(subscriptions\/|settings\/notifications)/.test(name)));
  expect(
    findIn(elsewhere, new Map(signingKeys.map((key, at) => [`signing key ${at}`, key.replace(/^whsec_/, "")]))),
  ).toEqual([]);
}, 120_000);

/** Each secret as it stands, encoded for JSON, addresses and basic authentication, and its distinctive part alone. */
function findIn(places: ReadonlyMap<string, string>, secrets: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [what, secret] of secrets) {
    const parts = secret.startsWith("PLANTED") ? [secret.slice(-8)] : [];
    const base64 = [`cad:${secret}`, `county:${secret}`, secret].map((text) => Buffer.from(text).toString("base64"));
    const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...parts, ...base64];
    for (const [where, text] of places) {
      if (spellings.some((spelling) => text.includes(spelling))) found.push(`${what} in ${where}`);
    }
  }
  return found;
}

async function readPages(paths: readonly string[]): Promise<[string, string][]> {
  const cookie = await product.signIn();
  const read = async (path: string) => (await fetch(product.url + path, { headers: { cookie } })).text();
  return Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await read(path)]));
}

async function graphqlText(input: object): Promise<string> {
  const query =
    "mutation ($input: CreateWebhookSubscriptionInput!) { createWebhookSubscription(input: $input) { userErrors { message } } }";
  const variables = { input: { uri: `${receiver.url}/x`, eventTypes: ["alert.sent"], ...input } };
  const headers = { "content-type": "application/json", "x-api-key": product.apiKey };
  return (
    await fetch(`${product.url}/api/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) })
  ).text();
}

async function v2Text(path: string): Promise<string> {
  return (
    await fetch(`${product.url}/v2/settings/subscriptions${path}`, { headers: { "x-api-key": product.apiKey } })
  ).text();
}

async function metricsText(): Promise<string> {
  return (await fetch(`${product.url}/api/metrics`, { headers: { "x-api-key": product.apiKey } })).text();
}

function noticesOf(): object {
  return { posted: receiver.requests.filter(({ path }) => path === "/notices"), mails: mailServer.mails };
}

/** Every row of ours and of the queue, as JSON. */
async function readRows(): Promise<string[]> {
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker')`;
    const rows: string[] = [];
    for (const { name } of tables) {
      rows.push(
        ...(await sql.unsafe<{ row: string }[]>(`select to_jsonb(t)::text as row from ${name} t`)).map(
          ({ row }) => row,
        ),
      );
    }
    return rows;
  } finally {
    await sql.end();
  }
}
