/** Publishes one portion of events, all or none, and says of a refused one which events are to blame. */
import * as z from "zod";
import type { Connection } from "./connection.ts";
import type { GivenEvent } from "./given-events.ts";
import { requestPatiently } from "./patient-request.ts";
import { Refusal } from "./refusal.ts";

export type PortionOutcome =
  | { kind: "published"; accepted: number; duplicates: number }
  /** `faults`: by the event's index in the portion; null: of the portion as a whole. */
  | { kind: "refused"; faults: { index: number | null; sentence: string }[] };

const Published = z.object({ accepted: z.number(), duplicates: z.number() });
const Refused = z.object({ errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })) });

/** Events that are no JSON keep the portion from being sent. A Refusal when the server cannot be asked. */
export async function publishPortion(
  connection: Connection,
  portion: readonly GivenEvent[],
  onPause: (sentence: string) => void,
): Promise<PortionOutcome> {
  const unreadable = portion.flatMap((event, index) => ("fault" in event ? [{ index, sentence: event.fault }] : []));
  if (unreadable.length > 0) return { kind: "refused", faults: unreadable };
  const events = portion.flatMap((event) => ("text" in event ? [event] : []));
  const { status, json } = await requestPatiently(connection, {
    path: "/api/events",
    contentType: events[0]?.isCloudEvent ? "application/cloudevents-batch+json" : "application/json",
    body: `[${events.map(({ text }) => text).join(",")}]`,
    isRepeatable: events.every(({ isIdempotent }) => isIdempotent),
    onPause,
  });
  const published = Published.safeParse(json);
  if (status === 202 && published.success) return { kind: "published", ...published.data };
  const refused = Refused.safeParse(json);
  if (!refused.success) throw new Refusal(`${connection.url} answered ${status}, and not as publishing does.`);
  if (status !== 422 && status !== 400 && status !== 413) {
    throw new Refusal(refused.data.errors.map(({ message }) => message).join("\n"));
  }
  return { kind: "refused", faults: refused.data.errors.map(({ path, message }) => faultAt(path, message)) };
}

/** The server's paths begin with the event's index. */
function faultAt([first, ...rest]: string[], message: string): { index: number | null; sentence: string } {
  const index = first !== undefined && /^\d+$/.test(first) ? Number(first) : null;
  return { index, sentence: rest.length > 0 ? `${rest.join(".")}: ${message}` : message };
}
