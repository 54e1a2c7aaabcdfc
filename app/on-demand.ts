/** Code that a page loads only when somebody does what it is for. */
import { toast } from "#ui/toast";

const NOT_LOADED = "A part of this page could not be loaded, so nothing was done. Check the connection and try again.";

/** `loading`: the import; if it fails, a message says so. Answers what `use` does; undefined: nothing was done. */
export async function onDemand<Loaded, Made>(
  loading: Promise<Loaded>,
  use: (loaded: Loaded) => Promise<Made> | undefined,
): Promise<Made | undefined> {
  const loaded = await loading.catch(() => null);
  if (loaded !== null) return use(loaded);
  toast.error(NOT_LOADED);
  return undefined;
}
