/**
 * GraphQL over HTTP: Apollo Server with its limits, and how a request of the web becomes one of Apollo's. Who is not
 * known is answered 401 before anything of the body is read.
 */
import {
  ApolloServer,
  type GraphQLRequest,
  type GraphQLRequestListener,
  HeaderMap,
  type HTTPGraphQLResponse,
} from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { isRecord, ownValue } from "#webhooks/input-fields";
import { findUnheldNumber, parseJson } from "#webhooks/json-numbers";
import { closedFieldsRefusal } from "./closed-fields.ts";
import { buildContext, type Context } from "./context.ts";
import { documentFaults } from "./document-bounds.ts";
import { badRequest, formatError, maskUnexpected, UNAUTHENTICATED_MESSAGE } from "./errors.ts";
import { BODY_BYTES_MAX, checkLimits, type OperationCost } from "./limits.ts";
import { observeOperation } from "./metrics.ts";
import { countRequest } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";
import { schema } from "./schema.ts";
import type { RequestCookies } from "./session.ts";
import { viewerOfRequest } from "./viewer.ts";

/** A request that carries it with the value `cost` gets `extensions.cost` (docs/graphql-limits.md). */
const DEBUG_HEADER = "x-signalpost-debug";

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostApollo?: ApolloServer<Context> };

function apollo(): ApolloServer<Context> {
  held.signalpostApollo ??= startedServer();
  return held.signalpostApollo;
}

function startedServer(): ApolloServer<Context> {
  const server = new ApolloServer<Context>({
    schema,
    formatError,
    // Only those who are known get this far, and they may look at the schema.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    // Automatic persisted queries, in this process's memory: where one is not known, the client sends it once more.
    persistedQueries: {},
    plugins: [ApolloServerPluginLandingPageDisabled(), { requestDidStart: observeRequest }],
  });
  server.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
  return server;
}

/** Checks the limits and, of mutations, the permissions; measures how long it takes, and tells the cost to those who ask for it. */
async function observeRequest({
  request: { http },
}: {
  request: GraphQLRequest;
}): Promise<GraphQLRequestListener<Context>> {
  const startedAt = performance.now();
  const isCostAsked = http?.headers.get(DEBUG_HEADER)?.trim().toLowerCase() === "cost";
  let cost: OperationCost | null = null;
  return {
    didResolveOperation: async ({ document, operation, operationName, contextValue, request }) => {
      // Which operation is meant is not clear; Apollo says so next.
      if (!operation) return;
      if (operation.operation === "subscription") {
        throw badRequest("Subscriptions are answered as server-sent events, on /api/graphql/stream.");
      }
      const variables = request.variables ?? {};
      cost = checkLimits(schema, document, operationName, variables);
      const { permissions } = contextValue.viewer;
      const refusal = closedFieldsRefusal(schema, document, operationName, variables, permissions);
      if (refusal) throw refusal;
    },
    willSendResponse: async ({ operation, response: { body } }) => {
      if (operation) observeOperation(operation.operation, (performance.now() - startedAt) / 1000);
      if (isCostAsked && cost && body.kind === "single") {
        body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      }
    },
  };
}

/** Answers POST (and GET of a query) on /api/graphql. Never throws. */
export async function answerGraphQL(request: Request, cookies: RequestCookies): Promise<Response> {
  try {
    return await answer(request, cookies);
  } catch (error) {
    const { message, extensions } = maskUnexpected(error);
    return errorResponse(500, extensions.code, [message]);
  }
}

async function answer(request: Request, cookies: RequestCookies): Promise<Response> {
  const viewer = await viewerOfRequest(request.headers, cookies);
  if (!viewer) return errorResponse(401, "UNAUTHENTICATED", [UNAUTHENTICATED_MESSAGE]);
  const limited = countRequest(viewer);
  if (limited) return errorResponse(429, "RATE_LIMITED", [limited.message], limited.headers);
  const { search, searchParams } = new URL(request.url);
  // Apollo reads the variables of a GET by itself.
  const unheld = findUnheldNumber(searchParams.get("variables") ?? "");
  if (unheld) return errorResponse(400, "BAD_USER_INPUT", [unheld.number.sentence]);
  const body = await readBody(request, BODY_BYTES_MAX);
  if (body.kind === "too-large") return errorResponse(413, "BAD_REQUEST", ["The body is larger than 9 MiB."]);
  if (body.kind === "not-utf8") return errorResponse(400, "BAD_REQUEST", ["The body is not UTF-8."]);
  const sent = isJson(request) ? jsonOrText(body.text) : body.text;
  const faults = documentFaults(documentText(request.method, search, sent));
  if (faults) return errorResponse(400, faults.code, faults.messages);
  const headers = new HeaderMap();
  request.headers.forEach((value, name) => {
    headers.set(name, value);
  });
  const response = await apollo().executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers,
      search,
      body: sent,
    },
    context: async () => buildContext(viewer),
  });
  return toResponse(response);
}

function isJson(request: Request): boolean {
  return /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
}

/** What is no JSON is left as text, which Apollo refuses with 400. */
function jsonOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** Empty: no document, or none where Apollo looks for it. */
function documentText(method: string, search: string, sent: unknown): string {
  const byPost = isRecord(sent) ? ownValue(sent, "query") : null;
  const query = method === "GET" ? new URLSearchParams(search).get("query") : byPost;
  return typeof query === "string" ? query : "";
}

function toResponse({ status, headers, body }: HTTPGraphQLResponse): Response {
  if (body.kind !== "complete") throw new Error("Incremental delivery is not used.");
  return new Response(body.string, { status: status ?? 200, headers: Object.fromEntries(headers) });
}

function errorResponse(
  status: number,
  code: string,
  messages: readonly string[],
  headers: Record<string, string> = {},
): Response {
  const errors = messages.map((message) => ({ message, extensions: { code } }));
  return Response.json({ errors }, { status, headers });
}
