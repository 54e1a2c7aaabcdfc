/** Where the URIs of a subscription's input lead, asked of the network before anything is locked for the change. */
import { checkEndpoint } from "#jobs/resolve-endpoint";
import { isRecord, ownValue } from "#webhooks/input-fields";
import type { UserError } from "#webhooks/user-errors";

/** Form is the parser's affair: what is no text has no fault here. `path`: where the subscription stands in the input. */
export async function endpointFaults(input: unknown, path: readonly string[]): Promise<UserError[]> {
  const faults = await Promise.all(
    [["uri"], ["security", "oauth2", "tokenUri"]].map((keys) => {
      const uri = keys.reduce((part: unknown, key) => (isRecord(part) ? ownValue(part, key) : undefined), input);
      return typeof uri === "string" ? checkEndpoint(uri, [...path, ...keys]) : [];
    }),
  );
  return faults.flat();
}
