/** Asks the server's GraphQL API with typed documents. */
import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql/language/printer.js";
import * as z from "zod";
import type { Connection } from "./connection.ts";
import { requestPatiently } from "./patient-request.ts";
import { Refusal } from "./refusal.ts";

const AnswerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** As mutations answer it; `path` is within `input`. */
export type UserError = { code: string; message: string; path: string[] };

/** The data of the answer; a Refusal with all that the server complains about. User errors are the caller's. */
export async function ask<Data, Variables>(
  connection: Connection,
  document: TadaDocumentNode<Data, Variables, void>,
  variables: NoInfer<Variables>,
): Promise<Data> {
  const { status, json } = await requestPatiently(connection, {
    path: "/api/graphql",
    contentType: "application/json",
    body: JSON.stringify({ query: print(document), variables }),
    isRepeatable: false,
    onPause: console.error,
  });
  const answer = AnswerSchema.safeParse(json);
  if (!answer.success) throw new Refusal(`${connection.url} answered ${status}, and not as GraphQL does.`);
  const { data, errors = [] } = answer.data;
  if (errors.length > 0 || !data) throw new Refusal(errors.map(({ message }) => message).join("\n") || "No answer.");
  return data as Data;
}

/** A Refusal if a mutation refused, every fault with its place. */
export function refuseUserErrors(errors: readonly UserError[]): void {
  if (errors.length === 0) return;
  throw new Refusal(
    errors.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join("\n"),
  );
}
