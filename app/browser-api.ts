/**
 * How the browser changes and asks things: GraphQL over HTTP, the same door that API clients use, with the session's
 * cookie. A refused mutation is an answer (`userErrors`); everything else that goes wrong is an `ApiFailure` whose
 * message a person can read.
 */
import type { TadaDocumentNode } from "gql.tada";
import { Client, type CombinedError, fetchExchange } from "urql";
import { sessionEnd } from "./session-end.ts";

/** One sentence for a person. `isInDoubt`: a mutation may have been made all the same. */
export class ApiFailure extends Error {
  readonly isInDoubt: boolean;
  constructor(message: string, isInDoubt = false) {
    super(message);
    this.isInDoubt = isInDoubt;
  }
}

/** Said only of what was sent to change something: the request may have arrived though its answer did not. */
const IN_DOUBT = "so it is not known whether this was done. Look before you do it again.";

const client = new Client({ url: "/api/graphql", exchanges: [fetchExchange], preferGetMethod: false });

/** Runs a mutation; throws `ApiFailure`. */
export async function mutate<Data, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const { data, error } = await client.mutation<Data, Record<string, unknown>>(document, variables).toPromise();
  return dataOrFailure(data, error, true);
}

/** Asks a query anew, without a cache; throws `ApiFailure`. */
export async function askFromBrowser<Data, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const { data, error } = await client.query<Data, Record<string, unknown>>(document, variables).toPromise();
  return dataOrFailure(data, error, false);
}

/** The sentence of whatever was thrown. */
export function failureSentence(thrown: unknown): string {
  return thrown instanceof ApiFailure ? thrown.message : "Something went wrong in this page. Reload it and try again.";
}

function dataOrFailure<Data>(data: Data | undefined, error: CombinedError | undefined, isMutation: boolean): Data {
  if (error?.networkError === undefined)
    sessionEnd.change(error?.graphQLErrors[0]?.extensions.code === "UNAUTHENTICATED");
  if (!error && data !== undefined) return data;
  throw failureOf(error, isMutation);
}

function failureOf(error: CombinedError | undefined, isMutation: boolean): ApiFailure {
  if (error?.networkError) {
    return isMutation
      ? new ApiFailure(`The server did not answer, ${IN_DOUBT}`, true)
      : new ApiFailure("The server did not answer. Check the connection and try again.");
  }
  const first = error?.graphQLErrors[0];
  const { code, errorId } = first?.extensions ?? {};
  if (code === "UNAUTHENTICATED")
    return new ApiFailure("Your session has ended. Sign in again in another tab, then try once more.");
  if (code === "FORBIDDEN")
    return new ApiFailure("Your role does not allow this. Ask an administrator of your account.");
  if (code === "RATE_LIMITED") return new ApiFailure("Too many requests at once. Wait a moment and try again.");
  if (code === "BAD_USER_INPUT" && first) return new ApiFailure(first.message);
  const id = typeof errorId === "string" ? ` The error has the id ${errorId}.` : "";
  return isMutation
    ? new ApiFailure(`The server has a fault, ${IN_DOUBT}${id}`, true)
    : new ApiFailure(`The server could not do this.${id}`);
}
