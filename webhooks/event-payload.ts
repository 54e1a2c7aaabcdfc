/** The part of an event that is the publisher's: what filters read, samples show and history keeps. */

/** What filters look at and history shows: `{ type, metadata, data }` of one stored event. */
export type EventPayload = { type: string; metadata: Record<string, unknown>; data: Record<string, unknown> };
