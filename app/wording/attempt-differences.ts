/** What differs between two attempts of a delivery: of what was sent and of what came back, thing by thing. */
import { jsonOrText } from "./json-or-text.ts";

type Headers = readonly { name: string; value: string }[];
type ComparedAttempt = {
  cause: string;
  request: { uri: string; headers: Headers; body: string };
  response: { headers: Headers; body: string } | null;
};

/** A value is null where there is none. */
export type Difference = {
  part: "Outcome" | "Request" | "Response";
  name: string;
  before: string | null;
  after: string | null;
};

/** In the order in which they are shown; how long each took is left out, because that always differs. */
export function attemptDifferences(before: ComparedAttempt, after: ComparedAttempt): Difference[] {
  return [
    ...differencesOf("Outcome", new Map([["", before.cause]]), new Map([["", after.cause]])),
    ...differencesOf("Request", requestFields(before), requestFields(after)),
    ...differencesOf("Response", responseFields(before), responseFields(after)),
  ];
}

type Fields = ReadonlyMap<string, string>;

function differencesOf(part: Difference["part"], before: Fields, after: Fields): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ part, name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function requestFields({ request }: ComparedAttempt): Fields {
  return new Map([["URI", request.uri], ...headerFields(request.headers), ...bodyFields(request.body)]);
}

function responseFields({ response }: ComparedAttempt): Fields {
  return new Map(response ? [...headerFields(response.headers), ...bodyFields(response.body)] : []);
}

/** One that is sent twice has one value here, as HTTP has it. */
function headerFields(headers: Headers): Fields {
  const fields = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    const earlier = fields.get(key);
    fields.set(key, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return fields;
}

/** By path where it is JSON, else as one text. */
function bodyFields(body: string): Fields {
  const fields = new Map<string, string>();
  const value = jsonOrText(body);
  if (typeof value === "string") return body === "" ? fields : fields.set("body", body);
  gather(value, "body", fields);
  return fields;
}

function gather(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    into.set(path, JSON.stringify(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) gather(inner, `${path}.${key}`, into);
}
