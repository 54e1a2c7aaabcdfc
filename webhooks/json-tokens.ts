/** The tokens of a JSON text that JSON.parse has taken already: told apart without recursion, whatever their depth. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the token that begins at `at` ends. Texts and numbers are one token; all else is one character long. */
export function tokenEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return stringEnd(text, at);
  let end = at + 1;
  if (isOfNumber(first)) while (isOfNumber(text.charCodeAt(end))) end += 1;
  return end;
}

/** The entries of a text that is a JSON array, each exactly as it is written. */
export function arrayEntries(text: string): string[] {
  const entries: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = tokenEnd(text, at);
    const token = text[at] ?? "";
    if (depth === 1 && (token === "," || token === "]")) {
      const entry = text.slice(begin, at).trim();
      if (entry !== "") entries.push(entry);
    }
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth -= 1;
    if (depth === 1 && (token === "," || token === "[")) begin = end;
  }
  return entries;
}

function stringEnd(text: string, at: number): number {
  let end = at;
  do end = text.indexOf('"', end + 1);
  while (isEscaped(text, end));
  return end < 0 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** A digit, a sign, a point or an exponent's e. */
function isOfNumber(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) || unit === 0x2d || unit === 0x2b || unit === 0x2e || unit === 0x65 || unit === 0x45
  );
}
