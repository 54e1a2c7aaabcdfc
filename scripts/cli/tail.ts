/**
 * `signalpost tail`: deliveries as they change, one line for each change, until Ctrl-C. After a lost connection it
 * says so, connects again and catches up on what changed in between.
 */
import { setTimeout as delay } from "node:timers/promises";
import { type Command, Option } from "commander";
import { LRUCache } from "lru-cache";
import { DELIVERY_STATUSES, type DeliveryStatus, isFinal } from "#webhooks/delivery";
import { type Connection, connectionOf } from "./connection.ts";
import type { ChangedDelivery, WatchFilter } from "./delivery-documents.ts";
import { formatDelivery } from "./delivery-line.ts";
import { findMissedDeliveries } from "./missed-deliveries.ts";
import { Refusal } from "./refusal.ts";
import { findWatched } from "./watch-filter.ts";

type Options = {
  status?: DeliveryStatus[];
  subscription?: string[];
  integration?: string[];
  eventType?: string[];
  json?: boolean;
};

/** Deliveries whose shown state is remembered, so that catching up repeats nothing. */
const SEEN_MAX = 10_000;
const PAUSE_MS_MAX = 30_000;
/** A connection can be dead for so long before anybody notices: fetch's own bound on silence. */
const UNNOTICED_MS_MAX = 300_000;

type Seen = LRUCache<string, { state: string; isFinal: boolean }>;

export function addTail(program: Command): void {
  program
    .command("tail")
    .description("shows deliveries as they change (needs READ)")
    .addOption(new Option("--status <status...>", "only these").choices(DELIVERY_STATUSES))
    .option("--subscription <id...>", "only to these; sub_… or an externalId")
    .option("--integration <id...>", "only for these; int_… or an externalId")
    .option("--event-type <name...>", "only of these event types")
    .option("--json", "one JSON object a line")
    .action(tail);
}

async function tail({ json = false, status, eventType, ...watched }: Options, command: Command): Promise<void> {
  const connection = connectionOf(command);
  const filter: WatchFilter = {
    ...(status && { statuses: status }),
    ...(eventType && { eventTypes: eventType }),
    ...(await findWatched(connection, watched)),
  };
  process.once("SIGINT", () => process.exit(0));
  const seen: Seen = new LRUCache({ max: SEEN_MAX });
  const show = (delivery: ChangedDelivery) => {
    const state = `${delivery.status} ${delivery.attemptCount}`;
    if (seen.get(delivery.id)?.state === state) return;
    seen.set(delivery.id, { state, isFinal: isFinal(delivery.status) });
    console.log(json ? JSON.stringify({ at: new Date().toISOString(), ...delivery }) : formatDelivery(delivery));
  };
  await watchForEver(connection, filter, seen, show);
}

async function watchForEver(
  connection: Connection,
  filter: WatchFilter,
  seen: Seen,
  show: (delivery: ChangedDelivery) => void,
): Promise<never> {
  // Loading it takes the other commands longer than what they do.
  const { watchOnce } = await import("./watch-once.ts");
  const startedAtMs = Date.now();
  let missedFrom: Date | null = null;
  for (let pauseMs = 1000; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)) {
    const onConnected = async () => {
      pauseMs = 1000;
      if (!missedFrom) console.error("Watching; Ctrl-C ends it.");
      else if (await catchUp(connection, filter, seen, missedFrom, show)) missedFrom = null;
    };
    const cause = await watchOnce(connection, filter, { onConnected, onDelivery: show });
    missedFrom ??= new Date(Math.max(startedAtMs, Date.now() - UNNOTICED_MS_MAX));
    console.error(`${cause} Trying again in ${pauseMs / 1000} s.`);
    await delay(pauseMs);
  }
}

/** Whether that was possible; if not, the next connection is the next chance. */
async function catchUp(
  connection: Connection,
  filter: WatchFilter,
  seen: Seen,
  missedFrom: Date,
  show: (delivery: ChangedDelivery) => void,
): Promise<boolean> {
  console.error("Connected again; some changes may have been missed. Fetching how it stands now.");
  const waiting = [...seen.entries()].filter(([, entry]) => !entry.isFinal).map(([id]) => id);
  try {
    const { deliveries, isComplete } = await findMissedDeliveries(connection, filter, { missedFrom, waiting });
    deliveries.forEach(show);
    if (!isComplete) console.error("There are more; the history on the pages shows them all.");
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`They could not be fetched: ${error.message}`);
    return false;
  }
}
