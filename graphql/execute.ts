/**
 * Runs a document in this process, for pages: the same schema, permissions and masking as over HTTP, without HTTP.
 * Documents are the product's own, so the limits for strangers do not apply.
 */
import type { TadaDocumentNode } from "gql.tada";
import { execute as executeDocument, type GraphQLError } from "graphql";
import { closedFieldsRefusal } from "./closed-fields.ts";
import { buildContext } from "./context.ts";
import { isExpected, maskUnexpected } from "./errors.ts";
import { schema } from "./schema.ts";
import type { Viewer } from "./viewer.ts";

/** An answer with errors. `code`: the first one's; unexpected ones are masked and their id stands in the message. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: string;
  /** Of an unexpected one, the id under which the log has it; what a page that fails with it shows (Next.js reads it). */
  readonly digest: string | undefined;

  constructor(code: string, message: string, errorId?: string) {
    super(message);
    this.code = code;
    this.digest = errorId;
  }
}

/** The document's data; throws a RequestError when there is any error. */
export async function execute<Result, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Result, Variables, void>,
  variables: Variables,
  viewer: Viewer,
): Promise<Result> {
  const refusal = closedFieldsRefusal(schema, document, null, variables, viewer.permissions);
  if (refusal) throw requestError(refusal);
  const { data, errors } = await executeDocument({
    schema,
    document,
    variableValues: variables,
    contextValue: buildContext(viewer),
  });
  const [error] = errors ?? [];
  if (error) throw requestError(error);
  // The type of a document is made from this schema, so its data has it. The way through JSON gives plain objects, which
  // is what client components take.
  return JSON.parse(JSON.stringify(data)) as Result;
}

function requestError(error: GraphQLError): RequestError {
  if (isExpected(error)) return new RequestError(String(error.extensions.code), error.message);
  const { message, extensions } = maskUnexpected(error.originalError ?? error);
  return new RequestError(extensions.code, message, extensions.errorId);
}
