/**
 * How a text may be spelled by whoever repeats it: in JSON as the usual writers of it escape, in an address or a form, in
 * HTML. For finding secrets in answers that echo them; what is done with those is redaction's.
 */

/** Every spelling once, the text itself first; most texts of letters and digits have that one alone. */
export function spellingsOf(text: string): string[] {
  const json = inJson(text);
  const jsonInJson = json.flatMap((once) => [inJsonString(once), withSlashesEscaped(inJsonString(once))]);
  return [...new Set([text, ...json, ...jsonInJson, ...inAddress(text), ...inHtml(text)])];
}

/** What each writer of JSON makes a `\u0026` of, beyond what the standard asks for. */
const NON_ASCII = /[^\0-\x7f]/g;
/** Go and Rails; Gson. */
const NOT_IN_HTML = [/[<>&]/g, /[<>&'=]/g];
/** .NET, which writes a quotation mark so, too. */
const NOT_IN_DOTNET = /[<>&'+`]|[^\0-\x7f]/g;

function inJson(text: string): string[] {
  const plain = inJsonString(text);
  const ascii = withUnits(plain, NON_ASCII);
  const standard = [plain, ascii, inLowerCase(ascii)];
  return [
    ...standard,
    // PHP.
    ...standard.map(withSlashesEscaped),
    ...NOT_IN_HTML.map((characters) => inLowerCase(withUnits(plain, characters))),
    withUnits(plain.replaceAll('\\"', "\\u0022"), NOT_IN_DOTNET),
  ];
}

function inJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function withSlashesEscaped(json: string): string {
  return json.replaceAll("/", "\\/");
}

function withUnits(json: string, characters: RegExp): string {
  return json.replace(characters, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}

/** The digits of its escapes only. */
function inLowerCase(escaped: string): string {
  return escaped.replace(/\\u[0-9A-F]{4}|%[0-9A-F]{2}/g, (digits) => digits.toLowerCase());
}

/** In a query or a path, and in a form, where a blank is a plus. */
function inAddress(text: string): string[] {
  const component = encodeURIComponent(text.toWellFormed());
  const strict = component.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ text }).toString().slice("text=".length);
  return [component, strict, form].flatMap((spelling) => [spelling, inLowerCase(spelling)]);
}

/** What stands for a quotation mark and for an apostrophe. */
const QUOTES_IN_HTML = [
  ["&quot;", "&#39;"],
  ["&quot;", "&#039;"],
  ["&quot;", "&#x27;"],
  ["&#34;", "&#39;"],
  ['"', "'"],
] as const;

function inHtml(text: string): string[] {
  const marked = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return QUOTES_IN_HTML.map(([quotation, apostrophe]) => marked.replaceAll('"', quotation).replaceAll("'", apostrophe));
}
