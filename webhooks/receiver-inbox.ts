/**
 * Inboxes of the built-in receiver as input describes them: their name, how long they stay, and what they answer. Leaves
 * answering to the receiver.
 */
import { type InputRecord, isRecord, ownValue, readInteger } from "./input-fields.ts";
import { readName, readText } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** Inboxes of one tenant at once. */
export const INBOXES_MAX = 20;
/** Requests an inbox keeps; older ones go. */
export const REQUESTS_KEPT = 200;
export const EXPIRES_IN_DAYS_DEFAULT = 7;
export const EXPIRES_IN_DAYS_MAX = 90;
/** Longer than any attempt waits (30 s), so that a timeout can be tried out. */
export const ANSWER_DELAY_SECONDS_MAX = 35;

const RETRY_AFTER_SECONDS_MAX = 86_400;
const ANSWER_BODY_CHARACTERS_MAX = 4_000;
const TIMES_MAX = 1_000;

/** `times`: only so many requests get it, the others 202; null: all get it. */
export type ReceiverAnswer = {
  statusCode: number;
  delaySeconds: number;
  retryAfterSeconds: number | null;
  body: string | null;
  times: number | null;
};

/** `answer` null: 202 at once. `expiresInDays` null: it stays until it is deleted. */
export type InboxFields = { name: string; expiresInDays: number | null; answer: ReceiverAnswer | null };

/** Absent fields are left out: of a new inbox they have defaults, of another they stay. All faults at once. */
export function parseInbox(input: unknown): Parsed<Partial<InboxFields>> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    addFault(faults, "INVALID", [], `The inbox is ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const name = ownValue(input, "name");
  const expiresInDays = ownValue(input, "expiresInDays");
  const answer = ownValue(input, "answer");
  const fields: { [Key in keyof InboxFields]?: InboxFields[Key] | null } = {
    ...(name === undefined ? {} : { name: readName(faults, name, "The name", ["name"]) }),
    ...(expiresInDays === undefined ? {} : { expiresInDays: readExpiry(faults, expiresInDays) }),
    ...(answer === undefined ? {} : { answer: answer === null ? null : readAnswer(faults, answer) }),
  };
  return parsed(faults, () => fields as Partial<InboxFields>);
}

function readExpiry(faults: Faults, input: unknown): number | null {
  const rule = { what: "expiresInDays", path: ["expiresInDays"], min: 1, max: EXPIRES_IN_DAYS_MAX };
  return input === null ? null : readInteger(faults, input, rule);
}

function readAnswer(faults: Faults, input: unknown): ReceiverAnswer | null {
  if (!isRecord(input)) {
    addFault(faults, "INVALID", ["answer"], `The answer is ${shownValue(input)}; an object is expected.`);
    return null;
  }
  const whole = (key: keyof ReceiverAnswer, min: number, max: number) => {
    const given = ownValue(input, key) ?? null;
    return given === null ? null : readInteger(faults, given, { what: key, path: ["answer", key], min, max });
  };
  if ((ownValue(input, "statusCode") ?? null) === null) {
    addFault(faults, "REQUIRED", ["answer", "statusCode"], "statusCode is missing; 200 to 599 is expected.");
  }
  return {
    statusCode: whole("statusCode", 200, 599) ?? 202,
    delaySeconds: whole("delaySeconds", 0, ANSWER_DELAY_SECONDS_MAX) ?? 0,
    retryAfterSeconds: whole("retryAfterSeconds", 0, RETRY_AFTER_SECONDS_MAX),
    body: readAnswerBody(faults, input),
    times: whole("times", 1, TIMES_MAX),
  };
}

function readAnswerBody(faults: Faults, input: InputRecord): string | null {
  const body = ownValue(input, "body") ?? null;
  if (body === null || body === "") return null;
  const path = ["answer", "body"];
  return readText(faults, body, {
    what: "The body",
    path,
    charactersMax: ANSWER_BODY_CHARACTERS_MAX,
    trims: false,
  });
}
