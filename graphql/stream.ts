/**
 * Live operations over SSE (graphql-sse, distinct connections mode): the same viewers, limits and masking as over
 * /api/graphql. Keep-alives are graphql-sse's own comments.
 */
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from "graphql";
import { createHandler } from "graphql-sse/lib/use/fetch";
import { buildContext, type Context } from "./context.ts";
import { documentFaults } from "./document-bounds.ts";
import { badUserInput, clientMessage, isExpected, maskUnexpected, UNAUTHENTICATED_MESSAGE } from "./errors.ts";
import { BODY_BYTES_MAX, checkLimits } from "./limits.ts";
import { countRequest } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";
import { schema } from "./schema.ts";
import type { RequestCookies } from "./session.ts";
import { subscribeInBatches } from "./subscribe-in-batches.ts";
import { viewerOfRequest } from "./viewer.ts";
import { endWithViewer } from "./viewer-watch.ts";

const STATUS_OF_CODE: Record<string, number> = { UNAUTHENTICATED: 401, RATE_LIMITED: 429, INTERNAL_SERVER_ERROR: 500 };

/** Answers POST on /api/graphql/stream. Never throws. */
export async function answerStream(request: Request, cookies: RequestCookies): Promise<Response> {
  try {
    return await answer(request, cookies);
  } catch (error) {
    return refusalOf(error);
  }
}

async function answer(request: Request, cookies: RequestCookies): Promise<Response> {
  const viewer = await viewerOfRequest(request.headers, cookies);
  if (!viewer) return refusal("UNAUTHENTICATED", [UNAUTHENTICATED_MESSAGE]);
  const limited = countRequest(viewer);
  if (limited) return refusal("RATE_LIMITED", [limited.message], limited.headers);
  const body = await readBody(request, BODY_BYTES_MAX);
  if (body.kind !== "text") return refusal("BAD_REQUEST", ["The body is too large, or not UTF-8."]);
  const handle = createHandler<Context>({
    // No token: every operation is a connection of its own.
    authenticate: () => null,
    subscribe: (args) => subscribeInBatches(args as ExecutionArgs & { contextValue: Context }),
    onSubscribe: (_request, { query, operationName, variables }) => {
      const sizeFaults = documentFaults(query);
      if (sizeFaults) throw new RequestFaults(sizeFaults.code, sizeFaults.messages);
      const document = parse(query);
      const faults = validate(schema, document);
      if (faults.length > 0) throw new RequestFaults("GRAPHQL_VALIDATION_FAILED", faults.map(messageOf));
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== "subscription") {
        throw badUserInput("Only subscriptions are answered here; queries and mutations go to /api/graphql.");
      }
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
      if (errors) throw new RequestFaults("BAD_USER_INPUT", errors.map(messageOf));
      // A document's only operation may have a name without the request repeating it.
      checkLimits(schema, document, operation.name?.value ?? null, variables ?? {});
      return { schema, document, operationName, variableValues: variables, contextValue: buildContext(viewer) };
    },
    onOperation: (_context, _request, _args, results) =>
      Symbol.asyncIterator in results
        ? endWithViewer(results as AsyncGenerator<ExecutionResult>, viewer, () =>
            viewerOfRequest(request.headers, cookies),
          )
        : results,
    onNext: (_context, _request, result) => masked(result as ExecutionResult),
  });
  const { url, method, headers, signal } = request;
  return handle(new Request(url, { method, headers, signal, body: body.text }));
}

function messageOf({ message }: GraphQLError): string {
  return clientMessage(message);
}

/** What is wrong with a request, before anything of it was done. */
class RequestFaults extends Error {
  readonly code: string;
  readonly messages: readonly string[];

  constructor(code: string, messages: readonly string[]) {
    super("The request is not valid.");
    this.code = code;
    this.messages = messages;
  }
}

function masked(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return {
    ...result,
    errors: result.errors.map((error) => {
      if (isExpected(error)) return withCodeAlone(error);
      const { message, extensions } = maskUnexpected(error.originalError ?? error);
      return new GraphQLError(message, { extensions, path: error.path });
    }),
  };
}

/** As over /api/graphql: what else the extensions hold is for the server. */
function withCodeAlone({ message, nodes, source, positions, path, extensions: { code } }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code } });
}

function refusalOf(error: unknown): Response {
  if (error instanceof RequestFaults) return refusal(error.code, error.messages);
  if (error instanceof GraphQLError) {
    return refusal(isExpected(error) ? String(error.extensions.code) : "GRAPHQL_PARSE_FAILED", [messageOf(error)]);
  }
  const { message, extensions } = maskUnexpected(error);
  return refusal(extensions.code, [message]);
}

function refusal(code: string, messages: readonly string[], headers: Record<string, string> = {}): Response {
  const errors = messages.map((message) => ({ message, extensions: { code } }));
  return Response.json({ errors }, { status: STATUS_OF_CODE[code] ?? 400, headers });
}
