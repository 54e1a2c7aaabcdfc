/**
 * Sessions that people ended by signing out. A session's cookie holds by itself, so what is kept are the ones that
 * hold no more, as long as they would have held (docs/decisions/0017). Looking one up is part of db/users' query.
 */
import { lt } from "drizzle-orm";
import { firstUuidAt, uuidTimeMs } from "#webhooks/id";
import { client } from "./client.ts";
import { endedSessions } from "./schema.ts";

/** How long a session lasts, from signing in. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** Clocks of web servers and workers differ by less. */
const CLOCKS_DIFFER_SECONDS = 60 * 60;

/** Of a session that nobody ended; its id is a UUIDv7, made at signing in. */
export function isWithinTime(sessionId: string, now: Date): boolean {
  return now.getTime() < uuidTimeMs(sessionId) + SESSION_SECONDS * 1000;
}

/** From now on, its cookie is nobody's. Idempotent. */
export async function endSession(sessionId: string): Promise<void> {
  await client().db.insert(endedSessions).values({ id: sessionId }).onConflictDoNothing();
}

/** Forgets those whose time is over anyway. */
export async function forgetEndedSessions(now: Date): Promise<void> {
  const before = now.getTime() - (SESSION_SECONDS + CLOCKS_DIFFER_SECONDS) * 1000;
  await client()
    .db.delete(endedSessions)
    .where(lt(endedSessions.id, firstUuidAt(before)));
}
