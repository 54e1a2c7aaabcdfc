/**
 * Errors of requests, as opposed to `userErrors` of mutations: their codes and HTTP statuses as the contract says, and
 * the masking of everything unexpected. What went wrong inside goes to the log under an id; the client gets the id.
 */
import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { type ASTNode, GraphQLError, type GraphQLFormattedError } from "graphql";
import { log } from "#log";
import type { UserError } from "#webhooks/user-errors";

/** Codes whose messages are meant for the client. Everything else is ours, and masked. */
const EXPECTED_CODES: ReadonlySet<unknown> = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "RATE_LIMITED",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** The viewer lacks the permission that a field needs. HTTP 200: the rest of the answer stands. */
export function forbidden(fieldName: string): GraphQLError {
  return new GraphQLError(`Your permissions do not allow ${fieldName}.`, { extensions: { code: "FORBIDDEN" } });
}

/** A change that would answer what the viewer may not see. HTTP 200, as for every lack of a permission. */
export function forbiddenAsAWhole(fields: readonly string[], nodes: readonly ASTNode[]): GraphQLError {
  const message = `Your permissions do not allow ${fields.join(", ")}; nothing was done.`;
  return new GraphQLError(message, { nodes, extensions: { code: "FORBIDDEN", http: { status: 200 } } });
}

/** The request cannot be answered as it stands: HTTP 400. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
}

/** The request is not one that this address answers: HTTP 400. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
}

/** Faults of a query's arguments, all in one error, each behind the argument (and the place in it) that is meant. */
export function badArguments(faults: readonly UserError[]): GraphQLError {
  const sentences = faults.map(({ path, message }) => {
    const place = path.join(".");
    return message.startsWith(`${place} `) ? message : `${place}: ${message}`;
  });
  return badUserInput(sentences.join(" "));
}

export const UNAUTHENTICATED_MESSAGE =
  "Credentials are missing or not valid: send an API key as x-api-key or as a Bearer token, or sign in.";

/** Apollo's formatError. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const code = extensions?.code;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (EXPECTED_CODES.has(code)) return { message: clientMessage(message), ...place, extensions: { code } };
  if (isRefusal(error)) return { message: clientMessage(message), ...place, extensions: { code: "BAD_REQUEST" } };
  return { ...place, ...maskUnexpected(unwrapResolverError(error)) };
}

/** Apollo refuses what is no persisted query with a status of the caller's fault, and no code of its own. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.originalError) return false;
  const http: unknown = error.extensions.http;
  return typeof http === "object" && http !== null && "status" in http && http.status === 400;
}

/** What graphql-js says when comparing fields that must be merged takes too many steps, and what it means. */
const VALIDATION_ABORTED = "Validation aborted.";
const TOO_MUCH_REPEATED =
  "The document repeats too many fields or fragments to check that they can be merged; select each of them once.";
const MESSAGE_LENGTH_MAX = 2_000;

/** A message of graphql-js as clients get it: clear, without what may be secret, and not as long as what they sent. */
export function clientMessage(message: string): string {
  if (message === VALIDATION_ABORTED) return TOO_MUCH_REPEATED;
  const told = withoutInput(message);
  return told.length > MESSAGE_LENGTH_MAX ? `${told.slice(0, MESSAGE_LENGTH_MAX)}…` : told;
}

/**
 * graphql-js repeats a whole input object that does not fit its type, secrets and all; where it stands and what was
 * expected is enough.
 */
function withoutInput(message: string): string {
  return message.replace(
    /^(Variable "\$\w+" got) invalid value [[{][\s\S]*[\]}]( at "[^"]+")?; ([\s\S]*)$/,
    (_all, variable: string, place: string | undefined, fault: string) =>
      `${variable} an invalid value${place ?? ""}; ${fault}`,
  );
}

/** Logs an error that nobody expected and answers what the client may know of it. */
export function maskUnexpected(error: unknown): { message: string; extensions: { code: string; errorId: string } } {
  const errorId = randomUUID();
  log().error({ errorId, err: error }, "a request failed unexpectedly");
  return {
    message: `Something went wrong here; the log knows it as ${errorId}.`,
    extensions: { code: "INTERNAL_SERVER_ERROR", errorId },
  };
}

/** Whether an error of an execution is the caller's and not ours. */
export function isExpected(error: GraphQLError): boolean {
  return EXPECTED_CODES.has(error.extensions.code);
}
