/** Sends a test to a subscription as it is stored. */
import { mutate } from "../../../browser-api.ts";
import { type TestedDelivery, TestSubscription } from "./documents.ts";

/** `problem`: why nothing was sent, in the server's words; null if it was. */
export type StoredTest = { delivery: TestedDelivery | null; problem: string | null };

/** `event`: undefined for a ping. Throws what `mutate` throws. */
export async function testStored(id: string, event: unknown): Promise<StoredTest> {
  const { testWebhookSubscription: tested } = await mutate(TestSubscription, { input: { id, event } });
  const problem = tested.userErrors.map(({ message }) => message).join(" ") || null;
  return { delivery: tested.delivery, problem };
}
