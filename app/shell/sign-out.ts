/** Signs out and leads to sign-in. What this tab keeps (drafts) is not for whoever signs in next. */
import { toast } from "#ui/toast";

export async function signOutHere(): Promise<void> {
  try {
    const { signOut } = await import("next-auth/react");
    sessionStorage.clear();
    await signOut({ callbackUrl: "/sign-in" });
  } catch {
    toast.error("You are still signed in: the server did not answer. Check the connection and try again.");
  }
}
