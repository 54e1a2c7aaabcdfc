/** Whether the server would draw this page: asked first, because a refresh that fails takes the page away (Next.js). */

const PATIENCE_MS = 5_000;

/** A database that only refuses to store can still be read: then the page itself is asked. Never rejects. */
export async function serverAnswers(): Promise<boolean> {
  return (await isOk("/api/health?part=database")) || (await pageAnswers());
}

/** Whether this page itself can be loaded. Never rejects. */
export async function pageAnswers(): Promise<boolean> {
  return isOk(window.location.href);
}

async function isOk(address: string): Promise<boolean> {
  try {
    const { ok } = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return ok;
  } catch {
    return false;
  }
}
