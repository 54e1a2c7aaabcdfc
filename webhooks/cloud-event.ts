/**
 * CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec) as a way to publish: `type`, `source/id` as externalId,
 * `time` as occurredAt, `data` as {metadata, data}. Only the envelope is read here; what is in it is judged like the
 * parts of any other event. Extension attributes are allowed, as the specification demands, and not kept.
 */
import { type EventTerms, NO_EVENT, type ParsedEvent, parseEvents, readParts } from "./event.ts";
import { type InputRecord, isRecord, ownValue } from "./input-fields.ts";
import { NAME_CHARACTERS_MAX, readText } from "./text.ts";
import { addFault, type Faults, type Parsed, shownValue } from "./user-errors.ts";

/** Of source and of id: together, with the slash between them, they are an externalId. */
const PART_CHARACTERS_MAX = NAME_CHARACTERS_MAX - "/x".length;

const CLOUD_EVENT_TERMS: EventTerms = {
  type: ["type"],
  externalId: ["id"],
  occurredAt: ["time"],
  metadata: ["data", "metadata"],
  data: ["data", "data"],
};

/** Like parseEvents, with all faults at once in the terms of CloudEvents: `["3", "time"]`, `["3", "data", "metadata"]`. */
export function parseCloudEvents(input: unknown): Parsed<ParsedEvent[]> {
  return parseEvents(input, readCloudEvent);
}

function readCloudEvent(faults: Faults, input: unknown, path: readonly string[]): ParsedEvent {
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The CloudEvent is ${shownValue(input)}; an object is expected.`);
    return NO_EVENT;
  }
  const version = ownValue(input, "specversion");
  if (version !== "1.0") {
    const code = version === undefined ? "REQUIRED" : "INVALID";
    addFault(faults, code, [...path, "specversion"], `specversion is ${shownValue(version)}; "1.0" is expected.`);
  }
  const parts = {
    type: ownValue(input, "type"),
    externalId: readExternalId(faults, input, path),
    occurredAt: ownValue(input, "time"),
    ...readData(faults, input, path),
  };
  return readParts(faults, parts, CLOUD_EVENT_TERMS, path);
}

/** `source/id`, which is what makes a CloudEvent one of its kind; null when there is a fault in it. */
function readExternalId(faults: Faults, input: InputRecord, path: readonly string[]): string | null {
  const read = (what: string, given: unknown, key: string, charactersMax: number) =>
    readText(faults, given, { what, path: [...path, key], charactersMax, trims: false });
  const source = read("source", ownValue(input, "source"), "source", PART_CHARACTERS_MAX);
  const id = read("id", ownValue(input, "id"), "id", PART_CHARACTERS_MAX);
  return source === null || id === null ? null : read("source/id", `${source}/${id}`, "id", NAME_CHARACTERS_MAX);
}

function readData(faults: Faults, input: InputRecord, path: readonly string[]): { metadata: unknown; data: unknown } {
  if (ownValue(input, "data_base64") !== undefined) {
    const sentence = "data_base64 is not taken; JSON in data is expected.";
    addFault(faults, "INVALID", [...path, "data_base64"], sentence);
  }
  const data = ownValue(input, "data") ?? {};
  if (!isRecord(data)) {
    const sentence = `data is ${shownValue(data)}; an object with metadata and data is expected.`;
    addFault(faults, "INVALID", [...path, "data"], sentence);
    return { metadata: {}, data: {} };
  }
  for (const key of Object.keys(data)) {
    if (key !== "metadata" && key !== "data") {
      const sentence = `${shownValue(key)} is no key of data; metadata and data are.`;
      addFault(faults, "INVALID", [...path, "data", key], sentence);
    }
  }
  return { metadata: ownValue(data, "metadata"), data: ownValue(data, "data") };
}
