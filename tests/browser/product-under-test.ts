/**
 * What the tests of the pages know of the product they look at, and the `test` they are written with: signed in as the
 * administrator, and failing when the browser's console shows an error.
 */
import { type APIRequestContext, test as base, expect } from "@playwright/test";

/** `session`: a file with the cookies of someone who is signed in. */
export type BrowserProduct = { url: string; session: string; databaseUrl: string };

export const ADMIN = { email: "dana@harlancounty.example", password: "correct horse battery staple" };
export const API_KEY = "key-of-the-browser-tests";

const URL_NAME = "SIGNALPOST_BROWSER_URL";
const SESSION_NAME = "SIGNALPOST_BROWSER_SESSION";
const DATABASE_NAME = "SIGNALPOST_BROWSER_DATABASE";

/** Where the product is, in the processes that run the tests. */
export function productUrl(): string | undefined {
  return process.env[URL_NAME];
}

/** For the processes that run the tests, which are started afterwards. */
export function publishProduct({ url, session, databaseUrl }: BrowserProduct): void {
  process.env[URL_NAME] = url;
  process.env[SESSION_NAME] = session;
  process.env[DATABASE_NAME] = databaseUrl;
}

/** For what no page and no key of a tenant can do, such as making another tenant. */
export function productDatabaseUrl(): string {
  return process.env[DATABASE_NAME] ?? "";
}

/** `expectedErrors`: parts of console errors that belong to the test, such as a refused sign-in. */
type Options = { isSignedIn: boolean; expectedErrors: readonly string[]; quietConsole: undefined };

export const test = base.extend<Options>({
  isSignedIn: [true, { option: true }],
  expectedErrors: [[], { option: true }],
  storageState: async ({ isSignedIn }, use) => use(isSignedIn ? process.env[SESSION_NAME] : undefined),
  quietConsole: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${page.url()}: ${message.text()} ${message.location().url}`);
      });
      page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
      await use(undefined);
      const unexpected = errors.filter((error) => !expectedErrors.some((part) => error.includes(part)));
      expect(unexpected, "errors on the console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Asks the API with the key of a program; fails with what the answer says against it. */
export async function ask<Data>(
  request: APIRequestContext,
  query: string,
  variables: object = {},
  apiKey = API_KEY,
): Promise<Data> {
  const answer = await request.post("/api/graphql", { headers: { "x-api-key": apiKey }, data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

let ofThisProcess: Promise<string> | undefined;

/**
 * The URI of an inbox of the built-in receiver, which takes everything. Tests of one process share that of the account
 * that they share, which may have few.
 */
export function makeInbox(request: APIRequestContext, apiKey = API_KEY): Promise<string> {
  if (apiKey !== API_KEY) return makeNewInbox(request, apiKey);
  ofThisProcess ??= makeNewInbox(request, apiKey);
  return ofThisProcess;
}

async function makeNewInbox(request: APIRequestContext, apiKey: string): Promise<string> {
  const { createReceiverInbox } = await ask<{ createReceiverInbox: { receiverInbox: { uri: string } } }>(
    request,
    "mutation { createReceiverInbox(input: {}) { receiverInbox { uri } } }",
    {},
    apiKey,
  );
  return createReceiverInbox.receiverInbox.uri;
}

/** An inbox that answers with a status, until it is told another one. */
export async function makeScriptedInbox(
  request: APIRequestContext,
  statusCode: number,
): Promise<{ uri: string; answer: (statusCode: number) => Promise<unknown> }> {
  const { createReceiverInbox } = await ask<{ createReceiverInbox: { receiverInbox: { id: string; uri: string } } }>(
    request,
    "mutation ($input: CreateReceiverInboxInput!) { createReceiverInbox(input: $input) { receiverInbox { id uri } } }",
    { input: { answer: { statusCode } } },
  );
  const { id, uri } = createReceiverInbox.receiverInbox;
  const change =
    "mutation ($input: UpdateReceiverInboxInput!) { updateReceiverInbox(input: $input) { userErrors { code } } }";
  return { uri, answer: (next) => ask(request, change, { input: { id, answer: { statusCode: next } } }) };
}

type Sending = {
  name: string;
  trigger: string;
  /** Only task lists of this name. */
  taskList: string;
  subscription: {
    name: string;
    uri: string;
    retryPolicy?: { maxRetries: number; baseSeconds?: number; maxSeconds?: number };
    secret?: string;
  };
};

/** An integration with a subscription of its own; answers the ids of both. */
export async function makeIntegration(
  request: APIRequestContext,
  { name, trigger, taskList, subscription }: Sending,
  apiKey = API_KEY,
): Promise<{ id: string; subscriptionId: string }> {
  const { createIntegration } = await ask<{
    createIntegration: { integration: { id: string; actions: [{ subscription: { id: string } }] } };
  }>(
    request,
    `mutation ($input: CreateIntegrationInput!) {
       createIntegration(input: $input) { integration { id actions { subscription { id } } } userErrors { message } }
     }`,
    {
      input: {
        name,
        trigger,
        filters: [{ conditions: [{ field: "metadata.attributes.taskListName", values: [taskList] }] }],
        actions: [{ newSubscription: { ...subscription, eventTypes: [trigger] } }],
      },
    },
    apiKey,
  );
  const { id, actions } = createIntegration.integration;
  return { id, subscriptionId: actions[0].subscription.id };
}

/** Publishes one task list, an Emergency, of that name; answers the event's id. */
export async function publishTaskList(
  request: APIRequestContext,
  type: string,
  taskList: string,
  apiKey = API_KEY,
): Promise<string> {
  const data = { type, metadata: { attributes: { taskListName: taskList, priority: "Emergency" } } };
  const published = await request.post("/api/events", { headers: { "x-api-key": apiKey }, data });
  const { events } = (await published.json()) as { events: [{ id: string }] };
  return events[0].id;
}

/** The id of an event's only delivery, once it stands so. */
export async function deliveryOf(
  request: APIRequestContext,
  eventId: string,
  status: string,
  apiKey = API_KEY,
): Promise<string> {
  const query = "query ($id: ID!) { event(id: $id) { deliveries(first: 2) { edges { node { id status } } } } }";
  let id = "";
  await expect(async () => {
    const { event } = await ask<{ event: { deliveries: { edges: { node: { id: string; status: string } }[] } } }>(
      request,
      query,
      { id: eventId },
      apiKey,
    );
    const deliveries = event.deliveries.edges.map(({ node }) => node);
    expect(deliveries.map((delivery) => delivery.status)).toEqual([status]);
    id = deliveries[0]?.id ?? "";
  }).toPass();
  return id;
}

/** A subscription that no integration uses; answers its id. `input`: as the API takes it. */
export async function makeSubscription(request: APIRequestContext, input: object, apiKey = API_KEY): Promise<string> {
  const { createWebhookSubscription: made } = await ask<{
    createWebhookSubscription: { webhookSubscription: { id: string } | null; userErrors: { message: string }[] };
  }>(
    request,
    `mutation ($input: CreateWebhookSubscriptionInput!) {
       createWebhookSubscription(input: $input) { webhookSubscription { id } userErrors { message } }
     }`,
    { input },
    apiKey,
  );
  if (!made.webhookSubscription) throw new Error(made.userErrors.map(({ message }) => message).join(" "));
  return made.webhookSubscription.id;
}

/** `input`: its id, and what is to be another. */
export async function changeSubscription(request: APIRequestContext, input: object): Promise<void> {
  await ask(
    request,
    "mutation ($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) { userErrors { message } } }",
    { input },
  );
}

export { expect };
