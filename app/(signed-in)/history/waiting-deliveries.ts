/** The deliveries that wait, of all that the filters let through; loaded when somebody would give them up. */
import { toast } from "#ui/toast";
import { askFromBrowser, failureSentence } from "../../browser-api.ts";
import { formatCount } from "../../wording/numbers.ts";
import type { RecoveryFilter } from "../recoveries/documents.ts";
import { type BulkDelivery, statusesFor } from "./bulk-rules.ts";
import { WaitingDeliveriesQuery } from "./documents.ts";
import { toBulkDelivery } from "./to-bulk-delivery.ts";

/** Each is given up by a request of its own: half a minute's work at most. */
const AT_ONCE_MAX = 500;

/** Empty: why was said. Never rejects. */
export async function waitingDeliveries(filter: RecoveryFilter): Promise<BulkDelivery[]> {
  const waiting = { ...filter, statuses: statusesFor("cancel", filter.statuses) };
  try {
    const found = await allOf(waiting);
    if (found === null)
      toast.error(`At most ${formatCount(AT_ONCE_MAX)} deliveries can be cancelled at once. Narrow the filters.`);
    else if (found.length === 0) toast("None of these deliveries waits, so there is nothing to cancel.");
    return found ?? [];
  } catch (thrown) {
    toast.error(failureSentence(thrown));
    return [];
  }
}

/** Null: too many. */
async function allOf(filter: RecoveryFilter, after: string | null = null): Promise<BulkDelivery[] | null> {
  const { deliveries } = await askFromBrowser(WaitingDeliveriesQuery, { after, filter });
  if (deliveries.totalCount === null || deliveries.totalCount > AT_ONCE_MAX) return null;
  const found = deliveries.edges.map(({ node }) => toBulkDelivery(node));
  const { hasNextPage, endCursor } = deliveries.pageInfo;
  return hasNextPage ? [...found, ...((await allOf(filter, endCursor)) ?? [])] : found;
}
