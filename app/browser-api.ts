/**
 * How the browser changes and asks things: GraphQL over HTTP, the same door that API clients use, with the session's
 * cookie. A refused mutation is an answer (`userErrors`); everything else that goes wrong is an `ApiFailure` whose
 * message a person can read.
 */
import type { TadaDocumentNode } from "gql.tada";
import { Client, type CombinedError, fetchExchange } from "urql";

/** One sentence for a person; `signedOut` means that only signing in again helps. */
export class ApiFailure extends Error {
  readonly signedOut: boolean;
  constructor(message: string, signedOut = false) {
    super(message);
    this.signedOut = signedOut;
  }
}

const client = new Client({ url: "/api/graphql", exchanges: [fetchExchange], preferGetMethod: false });

/** Runs a mutation; throws `ApiFailure`. */
export async function mutate<Data, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const { data, error } = await client.mutation<Data, Record<string, unknown>>(document, variables).toPromise();
  return dataOrFailure(data, error);
}

/** Asks a query anew, without a cache; throws `ApiFailure`. */
export async function askFromBrowser<Data, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const { data, error } = await client.query<Data, Record<string, unknown>>(document, variables).toPromise();
  return dataOrFailure(data, error);
}

/** The sentence of whatever was thrown. */
export function failureSentence(thrown: unknown): string {
  return thrown instanceof ApiFailure ? thrown.message : "Something went wrong in this page. Reload it and try again.";
}

function dataOrFailure<Data>(data: Data | undefined, error: CombinedError | undefined): Data {
  if (!error && data !== undefined) return data;
  throw failureOf(error);
}

function failureOf(error: CombinedError | undefined): ApiFailure {
  if (error?.networkError)
    return new ApiFailure("The server did not answer. Nothing was changed. Check the connection and try again.");
  const first = error?.graphQLErrors[0];
  const { code, errorId } = first?.extensions ?? {};
  if (code === "UNAUTHENTICATED")
    return new ApiFailure("Your session has ended. Sign in again in another tab, then try once more.", true);
  if (code === "FORBIDDEN")
    return new ApiFailure("Your role does not allow this. Ask an administrator of your account.");
  if (code === "RATE_LIMITED") return new ApiFailure("Too many requests at once. Wait a moment and try again.");
  if (code === "BAD_USER_INPUT" && first) return new ApiFailure(first.message);
  const id = typeof errorId === "string" ? ` The error has the id ${errorId}.` : "";
  return new ApiFailure(`The server could not do this. Nothing was changed.${id}`);
}
