/**
 * Events as people keep them: one JSON object, a JSON array, or NDJSON (read as it comes, whatever its size), and
 * CloudEvents in the same three ways. Finds out by itself which of them it is. Leaves judging events to the server.
 */
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { arrayEntries } from "#webhooks/json-tokens";
import { Refusal } from "./refusal.ts";

/** One event: where it stands ("line 3"; "event 3" of an array) and what it is, or why it is nothing. */
export type GivenEvent = { place: string; bytes: number } & (
  | {
      /** As JSON. */
      text: string;
      isCloudEvent: boolean;
      /** It carries an id of its own, so that the server stores it once however often it is sent. */
      isIdempotent: boolean;
    }
  | { fault: string }
);

type Line = { text: string; number: number };

/** The events in their order; a Refusal when what begins as a JSON array is none. */
export async function* readGivenEvents(input: Readable): AsyncGenerator<GivenEvent> {
  const lines = readLines(input);
  const first = await lines.next();
  if (first.done) return;
  if (!first.value.text.startsWith("[") && isJson(first.value.text)) {
    yield fromLine(first.value);
    for await (const line of lines) yield fromLine(line);
  } else {
    const all = [first.value];
    for await (const line of lines) all.push(line);
    yield* fromWhole(all);
  }
}

/** Those that are not empty. */
async function* readLines(input: Readable): AsyncGenerator<Line> {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const text = (number === 1 ? line.replace(/^\uFEFF/, "") : line).trim();
    if (text !== "") yield { text, number };
  }
}

/** An array, or one object over several lines; otherwise NDJSON whose first line is broken. */
function* fromWhole(lines: readonly Line[]): Generator<GivenEvent> {
  const text = lines.map((line) => line.text).join("\n");
  if (!isJson(text)) {
    if (text.startsWith("[")) throw new Refusal(`The JSON array cannot be read: ${faultOf(text)}`);
    yield* lines.map(fromLine);
    return;
  }
  // Sent as written: the server is to see each number as its publisher wrote it.
  const events = text.startsWith("[") ? arrayEntries(text) : [text];
  for (const [index, event] of events.entries()) yield describe(`event ${index + 1}`, event, JSON.parse(event));
}

function fromLine({ text, number }: Line): GivenEvent {
  const place = `line ${number}`;
  if (!isJson(text)) return { place, bytes: Buffer.byteLength(text), fault: `This is no JSON: ${faultOf(text)}` };
  return describe(place, text, JSON.parse(text));
}

function describe(place: string, text: string, value: unknown): GivenEvent {
  const event = typeof value === "object" && value !== null ? value : {};
  const isCloudEvent = "specversion" in event;
  const id = isCloudEvent && "id" in event ? event.id : "externalId" in event ? event.externalId : undefined;
  return { place, text, bytes: Buffer.byteLength(text), isCloudEvent, isIdempotent: typeof id === "string" };
}

function isJson(text: string): boolean {
  return faultOf(text) === null;
}

function faultOf(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
