/** Signs out and leads to sign-in. What the browser keeps (drafts, what was opened) is not for whoever signs in next. */
import { toast } from "#ui/toast";

export async function signOutHere(): Promise<void> {
  try {
    const [{ signOut }, { forgetAllDrafts }] = await Promise.all([
      import("next-auth/react"),
      import("../(signed-in)/integrations/editor/draft-store.ts"),
    ]);
    await signOut({ redirect: false });
    forgetAllDrafts();
    sessionStorage.clear();
    window.location.assign("/sign-in");
  } catch {
    toast.error("You are still signed in: the server did not answer. Check the connection and try again.");
  }
}
