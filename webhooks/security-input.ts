/**
 * How a security model is read from input. Faults never repeat a value, since it is a secret; what a model then does is
 * security-model's.
 */
import { parseEndpointUri } from "./endpoint-uri.ts";
import { headerNameFault } from "./header-name.ts";
import { type InputRecord, isRecord, ownValue } from "./input-fields.ts";
import { type NetworkPolicy, PUBLIC_ONLY } from "./public-address.ts";
import type { HeaderPair, SecurityModel } from "./security-model.ts";
import { NAME_CHARACTERS_MAX, readText, SECRET_CHARACTERS_MAX } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** Headers of one security model. Our own bound. */
export const SECURITY_HEADERS_MAX = 50;

const CHOICES = ["none", "apiKey", "headers", "basic", "oauth2"] as const;

/** What an HTTP field value may be made of here: visible ASCII, with blanks and tabs inside. RFC 9110, 5.5. */
const FIELD_VALUE = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** A model from `SubscriptionSecurityInput`: exactly one of none, apiKey, headers, basic, oauth2. */
export function parseSecurity(
  input: unknown,
  path: readonly string[],
  policy: NetworkPolicy = PUBLIC_ONLY,
): Parsed<SecurityModel> {
  const faults: Faults = [];
  const model = readModel(faults, input, path, policy);
  return parsed(faults, () => model);
}

function readModel(faults: Faults, input: unknown, path: readonly string[], policy: NetworkPolicy): SecurityModel {
  const expected = `exactly one of ${CHOICES.join(", ")} is expected`;
  if (!isRecord(input)) {
    const code = input === null ? "REQUIRED" : "INVALID";
    addFault(faults, code, path, `The security model is ${shownValue(input)}; an object with ${expected}.`);
    return { type: "none" };
  }
  const given = CHOICES.filter((choice) => (ownValue(input, choice) ?? null) !== null);
  const [choice] = given;
  if (choice === undefined || given.length > 1) {
    const code = choice === undefined ? "REQUIRED" : "INVALID";
    const found = choice === undefined ? "names no type" : `names ${given.join(" and ")}`;
    addFault(faults, code, path, `The security model ${found}; ${expected}.`);
    return { type: "none" };
  }
  const value = ownValue(input, choice);
  const at = [...path, choice];
  switch (choice) {
    case "none":
      if (value !== true) {
        addFault(faults, "INVALID", at, `none is ${shownValue(value)}; true is expected.`);
      }
      return { type: "none" };
    case "apiKey":
      return { type: "apiKey", apiKey: readFieldValue(faults, value, "The apiKey", at) };
    case "headers":
      return { type: "header", headers: readHeaders(faults, value, at) };
    case "basic":
      return readBasic(faults, value, at);
    case "oauth2":
      return readOAuth2(faults, value, at, policy);
  }
}

function readHeaders(faults: Faults, input: unknown, path: string[]): HeaderPair[] {
  if (!Array.isArray(input)) {
    addFault(faults, "INVALID", path, `The headers are ${shownValue(input)}; a list of names and values is expected.`);
    return [];
  }
  if (input.length === 0) {
    addFault(faults, "REQUIRED", path, "There is no header; at least one name with its value is expected.");
  }
  if (input.length > SECURITY_HEADERS_MAX) {
    const sentence = `There are ${input.length} headers; at most ${SECURITY_HEADERS_MAX} are possible.`;
    addFault(faults, "LIMIT_EXCEEDED", path, sentence);
    return [];
  }
  const seen = new Set<string>();
  return input.map((entry: unknown, index) => {
    const at = [...path, String(index)];
    const pair = isRecord(entry) ? entry : {};
    const rule = { what: "The header name", path: [...at, "name"], charactersMax: NAME_CHARACTERS_MAX };
    const given = ownValue(pair, "name");
    const name = readText(faults, given, rule) ?? "";
    const fault = name === "" ? null : headerNameFault(withoutBlanksAround(String(given)));
    if (fault !== null) {
      addFault(faults, "INVALID", rule.path, fault);
    } else if (seen.has(name.toLowerCase())) {
      addFault(
        faults,
        "INVALID",
        rule.path,
        `The header ${shownValue(name)} is given twice; each name can stand once.`,
      );
    }
    seen.add(name === "" ? `#${index}` : name.toLowerCase());
    return { name, value: readFieldValue(faults, ownValue(pair, "value"), "The header value", [...at, "value"]) };
  });
}

/** Blanks and tabs are dropped; other white space, such as a line break, is none that anybody types by accident. */
function withoutBlanksAround(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}

function readBasic(faults: Faults, input: unknown, path: string[]): SecurityModel {
  const record = readRecord(faults, input, "basic", path);
  const username = readCredential(faults, ownValue(record, "username"), "The user name", [...path, "username"]);
  if (username.includes(":")) {
    const sentence = "The user name holds a colon, which ends a user name in basic authentication.";
    addFault(faults, "INVALID", [...path, "username"], sentence);
  }
  const password = readCredential(faults, ownValue(record, "password"), "The password", [...path, "password"]);
  return { type: "basic", username, password };
}

function readOAuth2(faults: Faults, input: unknown, path: string[], policy: NetworkPolicy): SecurityModel {
  const record = readRecord(faults, input, "oauth2", path);
  const endpoint = parseEndpointUri(ownValue(record, "tokenUri"), policy, [...path, "tokenUri"]);
  if (!endpoint.ok) {
    faults.push(...endpoint.errors);
  }
  const scope = ownValue(record, "scope") ?? null;
  return {
    type: "oauth2",
    tokenUri: endpoint.ok ? endpoint.value.uri : "",
    clientId: readCredential(faults, ownValue(record, "clientId"), "The clientId", [...path, "clientId"]),
    clientSecret: readCredential(faults, ownValue(record, "clientSecret"), "The clientSecret", [
      ...path,
      "clientSecret",
    ]),
    scope: scope === null ? null : readCredential(faults, scope, "The scope", [...path, "scope"]),
  };
}

function readRecord(faults: Faults, input: unknown, what: string, path: string[]): InputRecord {
  if (isRecord(input)) {
    return input;
  }
  addFault(faults, "INVALID", path, `${what} is not an object; one with its credentials is expected.`);
  return {};
}

/** A value that travels in a header as it is. */
function readFieldValue(faults: Faults, input: unknown, what: string, path: string[]): string {
  const text = readSecret(faults, input, what, path);
  if (text !== null && !FIELD_VALUE.test(text)) {
    const expected = "ASCII without line breaks and without white space around it is expected";
    addFault(faults, "INVALID", path, `${what} holds characters that no header can carry; ${expected}.`);
  }
  return text ?? "";
}

/** A value that is encoded before it travels: any text without control characters. */
function readCredential(faults: Faults, input: unknown, what: string, path: string[]): string {
  const text = readSecret(faults, input, what, path);
  if (text !== null && CONTROL_CHARACTER.test(text)) {
    addFault(
      faults,
      "INVALID",
      path,
      `${what} holds a control character, such as a line break; text without is expected.`,
    );
  }
  return text ?? "";
}

function readSecret(faults: Faults, input: unknown, what: string, path: string[]): string | null {
  return readText(faults, input, { what, path, charactersMax: SECRET_CHARACTERS_MAX, trims: false, isSecret: true });
}
