/** Code that a page loads only when somebody does what it is for. */
import { toast } from "#ui/toast";

const NOT_LOADED = "A part of this page could not be loaded, so nothing was done. Check the connection and try again.";

/** `loading`: the import; if it fails, a message says so. */
export async function onDemand<Loaded>(
  loading: Promise<Loaded>,
  use: (loaded: Loaded) => Promise<unknown> | undefined,
): Promise<void> {
  const loaded = await loading.catch(() => null);
  if (loaded === null) toast.error(NOT_LOADED);
  else await use(loaded);
}
