/**
 * A change that a person makes by one press: what stands in its way is told in a toast, and the page shows what is so.
 * Loaded with what changes.
 */
import { toast } from "#ui/toast";
import { ApiFailure, failureSentence } from "./browser-api.ts";
import { sayOvertaken } from "./overtaken.ts";

type Payload = { readonly userErrors: readonly { readonly message: string }[] };

/** The payload of a mutation that was made; null: it was refused or failed, and the person was told why. Never rejects. */
export async function makeChange<Made extends Payload>(request: Promise<Made>): Promise<Made | null> {
  try {
    const payload = await request;
    const [fault] = payload.userErrors;
    if (!fault) return payload;
    toast.error(fault.message);
  } catch (thrown) {
    toast.error(failureSentence(thrown));
    // Nothing was made, and to read the page without a session would take it away.
    if (!(thrown instanceof ApiFailure && thrown.isInDoubt)) return null;
  }
  sayOvertaken();
  return null;
}
