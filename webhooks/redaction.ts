/**
 * Masking: what people may see of requests and answers that carried secrets. Headers and bodies pass through here before
 * they are kept as history. Which headers a request carries is security-model's and request's affair.
 */
import { buildSecurityHeaders, type HeaderPair, MASK, maskSecret, type SecurityModel } from "./security-model.ts";
import { spellingsOf } from "./spellings.ts";

/** Shorter secrets are looked for as whole words only: replacing them anywhere would garble any text. */
const ANYWHERE_CHARACTERS_MIN = 4;

/** Header names whose value is a credential however it is written; the scheme before it is no secret. */
const CREDENTIAL_HEADERS = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);

/** One header that holds a secret, masked: `Basic ••••••••` of credentials, else as `maskSecret`. */
export function maskHeader({ name, value }: HeaderPair): HeaderPair {
  if (!isCredentialHeader(name)) {
    return { name, value: maskSecret(value) };
  }
  const scheme = /^(?:Basic|Bearer|Digest|Negotiate|Token|ApiKey)(?= )/i.exec(value)?.[0];
  return { name, value: scheme === undefined ? MASK : `${scheme} ${MASK}` };
}

/** The headers of a request as history keeps them: those of the security model, and every credential header, masked. */
export function maskRequestHeaders(headers: readonly [string, string][], security: SecurityModel): [string, string][] {
  const names = new Set(buildSecurityHeaders(security, "").map(({ name }) => name.toLowerCase()));
  return headers.map(([name, value]): [string, string] => {
    const isSecret = names.has(name.toLowerCase()) || isCredentialHeader(name);
    return [name, isSecret ? maskHeader({ name, value }).value : value];
  });
}

/** What stands for a subscription's shared secret in a body that is shown: pass it to buildBody in the secret's place. */
export function maskBodySecret(secret: string | null): string | null {
  return secret === null ? null : MASK;
}

/** A member of JSON called secret, whatever object it is in, up to what ends its text. */
const SECRET_MEMBER = /("secret"\s*:\s*")(?:[^"\\]|\\[\s\S]?)*/g;

/** A body that somebody sent, with what its members called `secret` hold masked; also when it is no whole JSON. */
export function maskSecretMembers(body: string): string {
  return body.replace(SECRET_MEMBER, `$1${MASK}`);
}

/**
 * Every secret that a request of this subscription carries, in the spellings an answer may echo: longest first.
 */
export function secretsOf(security: SecurityModel, secret: string | null, oauthToken: string | null): string[] {
  const plain = buildSecurityHeaders(security, oauthToken).flatMap(({ name, value }) => {
    const credentials = isCredentialHeader(name) ? value.replace(/^\S+ /, "") : value;
    return [value, credentials];
  });
  if (security.type === "basic") {
    plain.push(security.password);
  }
  if (security.type === "oauth2") {
    plain.push(security.clientSecret);
  }
  if (secret !== null) {
    plain.push(secret);
  }
  const spellings = plain.flatMap(spellingsOf);
  return [...new Set(spellings)].filter((text) => text !== "").sort((a, b) => b.length - a.length);
}

/**
 * The text with every occurrence of the secrets replaced by dots: for answers of receivers that echo what they got. A
 * secret of less than 4 characters counts where it is no part of a longer word. `isCut`: the text goes on where it was
 * cut off, so its end may be the beginning of a secret.
 */
export function redactSecrets(text: string, secrets: readonly string[], isCut = false): string {
  const redacted = secrets.reduce(
    (rest, secret) => rest.replaceAll(isShort(secret) ? asWord(secret) : secret, MASK),
    text,
  );
  if (!isCut) return redacted;
  const whole = redacted.replace(CUT_CHARACTER, "");
  const overlap = Math.max(0, ...secrets.map((secret) => overlapAtEnd(whole, secret)));
  return overlap === 0 ? redacted : whole.slice(0, -overlap) + MASK;
}

/** What stands at the end of a text whose bytes were cut within a character of UTF-8. */
const CUT_CHARACTER = /\ufffd{1,3}$/;

function isShort(secret: string): boolean {
  return secret.length < ANYWHERE_CHARACTERS_MIN;
}

/** No letter and no digit before it, unless one that ends an escape of JSON or of an address. */
const WORD_BEGIN = "(?:(?<![\\p{L}\\p{N}])|(?<=\\\\[bfnrt]|%[\\da-fA-F]{2}))";
const WORD_END = "(?![\\p{L}\\p{N}])";

function asWord(secret: string): RegExp {
  return new RegExp(WORD_BEGIN + literally(secret) + WORD_END, "gu");
}

function literally(text: string): string {
  return [...text].map((character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join("");
}

/** How many characters at the end of the text are the beginning of the secret. */
function overlapAtEnd(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length - 1); length > 0; length -= 1) {
    const begin = secret.slice(0, length);
    if (isShort(secret) ? new RegExp(`${WORD_BEGIN}${literally(begin)}$`, "u").test(text) : text.endsWith(begin)) {
      return length;
    }
  }
  return 0;
}

/** Whether a header's value is a credential by its name alone. */
function isCredentialHeader(name: string): boolean {
  return CREDENTIAL_HEADERS.has(name.toLowerCase());
}
