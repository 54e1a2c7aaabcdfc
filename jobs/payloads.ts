/** Every task's name and the shape of its payload. Jobs may have been written by older code: tasks parse what they get. */
import * as z from "zod";
import { NOTICE_CHANNELS } from "#db/notification-settings";

/** At most this many ids a job: payloads stay small, and a repeated job repeats little. */
export const IDS_PER_JOB = 500;

const ids = z.array(z.uuid()).min(1);

export const TASK_PAYLOADS = {
  /** Events that were just stored. */
  "match-events": z.object({ eventIds: ids }),
  /** Deliveries that are (or will be) due. `resumedAt`: they were held; how their receiver did before then counts no more. */
  deliver: z.object({
    deliveryIds: ids,
    isRequested: z.boolean().optional(),
    resumedAt: z.iso.datetime().optional(),
  }),
  /** Lets what is held for a subscription go, which takes deliveries again since then. */
  "resume-subscription": z.object({
    tenantId: z.uuid(),
    subscriptionId: z.uuid(),
    resumedAt: z.iso.datetime().optional(),
    /** The portion before: the next one waits until most of it has been attempted. */
    released: ids.optional(),
  }),
  /** Tries a subscription whose circuit breaker opened then, and is open still. */
  "probe-subscription": z.object({
    tenantId: z.uuid(),
    subscriptionId: z.uuid(),
    openedAt: z.iso.datetime(),
    /** Which plan of a probe it carries out; absent: whichever holds. */
    plan: z.int().optional(),
  }),
  /** The next portion of a recovery. */
  recover: z.object({ tenantId: z.uuid(), recoveryId: z.uuid() }),
  /** A notification, to one of its channels; attempts count from 1. */
  "send-notification": z.object({
    tenantId: z.uuid(),
    notificationId: z.uuid(),
    channel: z.enum(NOTICE_CHANNELS),
    attempt: z.int().min(1),
  }),
} as const;

export type TaskName = keyof typeof TASK_PAYLOADS;
export type TaskPayload<Name extends TaskName> = z.output<(typeof TASK_PAYLOADS)[Name]>;

/** Throws when the payload is not what the task takes. */
export function parsePayload<Name extends TaskName>(name: Name, payload: unknown): TaskPayload<Name> {
  return TASK_PAYLOADS[name].parse(payload) as TaskPayload<Name>;
}
