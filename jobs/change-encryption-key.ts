/** At the start of a worker: seals with the first encryption key what older ones have sealed, and says how far it came. */
import { client } from "#db/client";
import { resealSecrets } from "#db/reseal-secrets";
import { log } from "#log";

/** Never rejects: the next start tries again. */
export async function changeEncryptionKey(): Promise<void> {
  try {
    const { resealed, unreadable } = await resealSecrets(client().sql);
    if (resealed > 0) log().info({ resealed }, "secrets were sealed anew with the first key of ENCRYPTION_KEY");
    if (unreadable > 0) log().error({ unreadable }, "secrets cannot be opened with any key of ENCRYPTION_KEY");
  } catch (error) {
    log().error({ err: error }, "secrets could not be sealed anew");
  }
}
