/**
 * CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec) as a way to publish: `type`, `source/id` as externalId,
 * `time` as occurredAt, `data` as {metadata, data}. Only the envelope is read here; what comes out is judged by
 * parseEvents like any other event. Extension attributes are allowed, as the specification demands, and not kept.
 */
import { type InputRecord, isRecord, ownValue } from "./input-fields.ts";
import { readText, URI_CHARACTERS_MAX } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** An event as parseEvents takes it: `{type, externalId, occurredAt, metadata, data}`. Faults lie below `path`. */
export function parseCloudEvent(input: unknown, path: readonly string[] = []): Parsed<InputRecord> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The CloudEvent is ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const version = ownValue(input, "specversion");
  if (version !== "1.0") {
    const code = version === undefined ? "REQUIRED" : "INVALID";
    addFault(faults, code, [...path, "specversion"], `specversion is ${shownValue(version)}; "1.0" is expected.`);
  }
  const attribute = (name: string) => {
    const rule = { what: name, path: [...path, name], charactersMax: URI_CHARACTERS_MAX, trims: false };
    return readText(faults, ownValue(input, name), rule) ?? "";
  };
  const externalId = `${attribute("source")}/${attribute("id")}`;
  const type = attribute("type");
  const { metadata, data } = readData(faults, input, [...path, "data"]);
  return parsed(faults, () => ({ type, externalId, occurredAt: ownValue(input, "time"), metadata, data }));
}

function readData(faults: Faults, input: InputRecord, path: string[]): { metadata: unknown; data: unknown } {
  if (ownValue(input, "data_base64") !== undefined) {
    addFault(
      faults,
      "INVALID",
      [...path.slice(0, -1), "data_base64"],
      "data_base64 is not taken; JSON in data is expected.",
    );
  }
  const data = ownValue(input, "data") ?? {};
  if (!isRecord(data)) {
    addFault(faults, "INVALID", path, `data is ${shownValue(data)}; an object with metadata and data is expected.`);
    return { metadata: {}, data: {} };
  }
  for (const key of Object.keys(data)) {
    if (key !== "metadata" && key !== "data") {
      addFault(faults, "INVALID", [...path, key], `${shownValue(key)} is no key of data; metadata and data are.`);
    }
  }
  return { metadata: ownValue(data, "metadata"), data: ownValue(data, "data") };
}
