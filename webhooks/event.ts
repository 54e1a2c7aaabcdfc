/** Events: facts of one tenant, as published. */

/** One event after parsing, before it has an id. `metadata` and `data` are JSON objects. */
export type ParsedEvent = {
  type: string;
  externalId: string | null;
  /** Null: the moment of receipt. */
  occurredAt: Date | null;
  metadata: Record<string, unknown>;
  data: Record<string, unknown>;
};

/** What filters look at and history shows: `{ type, metadata, data }` of one stored event. */
export type EventPayload = { type: string; metadata: Record<string, unknown>; data: Record<string, unknown> };
