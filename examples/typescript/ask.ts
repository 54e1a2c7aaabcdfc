/**
 * All that a program needs to use the API: one POST, typed by its document. `graphql` is gql.tada over the printed
 * schema; in a project of your own, point gql.tada at `graphql/schema.graphql` and it works the same.
 */
import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql";

const URL = process.env.SIGNALPOST_URL ?? "http://localhost:3000";
const KEY = process.env.SIGNALPOST_API_KEY ?? "";

/** The data that the document asks for; throws with what the server says is wrong, or that there is none. */
export async function ask<Data, Variables>(
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const response = await fetch(`${URL}/api/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": KEY },
    body: JSON.stringify({ query: print(document), variables }),
  }).catch((cause) => {
    throw new Error(`Nobody answers at ${URL}; start Signalpost, or set SIGNALPOST_URL to where it is.`, { cause });
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join("\n") ?? `HTTP ${response.status}`);
  return data;
}

/** What a mutation made; throws with all of its user errors, each with its place in the input. */
export function madeBy<Made>(made: Made | null, userErrors: { path: string[]; message: string }[]): Made {
  if (made === null) throw new Error(userErrors.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
  return made;
}
