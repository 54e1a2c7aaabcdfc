/** Where the URIs of a subscription's input lead, asked of the network before anything is locked for the change. */
import { checkEndpoint } from "#jobs/resolve-endpoint";
import type { UserError } from "#webhooks/user-errors";

/** As inputs hold them, whether or not they are any good: form is the parser's affair. */
type GivenEndpoints = {
  uri?: string | null | undefined;
  security?: { oauth2?: { tokenUri: string } | null | undefined } | null | undefined;
};

/** `path`: where the subscription stands in the input. */
export async function endpointFaults(input: GivenEndpoints, path: readonly string[]): Promise<UserError[]> {
  const tokenUri = input.security?.oauth2?.tokenUri;
  const faults = await Promise.all([
    input.uri == null ? [] : checkEndpoint(input.uri, [...path, "uri"]),
    tokenUri == null ? [] : checkEndpoint(tokenUri, [...path, "security", "oauth2", "tokenUri"]),
  ]);
  return faults.flat();
}
