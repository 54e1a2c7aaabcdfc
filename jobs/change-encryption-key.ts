/**
 * At the start of a worker: seals with the first encryption key what older ones have sealed, and says how far it came.
 * What waited for a key that was missing goes on when it is back.
 */
import { client } from "#db/client";
import { retryJobsLackingKeys } from "#db/jobs-lacking-keys";
import { resealSecrets } from "#db/reseal-secrets";
import { log } from "#log";

const MISSING =
  "ENCRYPTION_KEY does not list these keys, with which stored secrets are sealed: put them back behind the first; deliveries that need them wait until then";

/** Never rejects: the next start tries again. */
export async function changeEncryptionKey(): Promise<void> {
  try {
    const { resealed, unreadable, missingKeys } = await resealSecrets(client().sql);
    if (resealed > 0) log().info({ resealed }, "secrets were sealed anew with the first key of ENCRYPTION_KEY");
    if (unreadable > 0) log().error({ unreadable, keys: [...missingKeys] }, MISSING);
    const jobs = await retryJobsLackingKeys(client().sql);
    if (jobs > 0) log().info({ jobs }, "what failed for want of an encryption key is tried again");
  } catch (error) {
    log().error({ err: error }, "secrets could not be sealed anew");
  }
}
