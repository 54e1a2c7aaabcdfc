/**
 * The values of a condition as a person types them: separated by commas, as the guide says. Double quotes keep a comma
 * inside a value; within quotes two double quotes stand for one. Leaves limits to the filter's parser.
 */

/**
 * `Emergency, "Smith, John", 5" pipe` → `["Emergency", "Smith, John", "5\" pipe"]`. White space around a value and empty
 * values are dropped; a quote that is never closed reaches to the end. Never refuses.
 */
export function parseValueList(text: string): string[] {
  const values: string[] = [];
  let position = 0;
  while (position < text.length) {
    const piece = readValue(text, position);
    if (piece.value !== "") {
      values.push(piece.value);
    }
    position = piece.end + 1;
  }
  return values;
}

/** The line that `parseValueList` reads back as the same values (without the white space around them). */
export function formatValueList(values: readonly string[]): string {
  return values
    .map((value) => value.trim())
    .map((value) => (value.includes(",") || value.startsWith('"') ? `"${value.replaceAll('"', '""')}"` : value))
    .join(", ");
}

/** One value from `start` up to the comma at `end`, or the end of the text. */
function readValue(text: string, start: number): { value: string; end: number } {
  const quoted = /^\s*"((?:[^"]|"")*)(?:"|$)/.exec(text.slice(start));
  const afterQuote = start + (quoted?.[0].length ?? 0);
  const comma = text.indexOf(",", afterQuote);
  const end = comma === -1 ? text.length : comma;
  const inside = (quoted?.[1] ?? "").replaceAll('""', '"');
  return { value: (inside + text.slice(afterQuote, end)).trim(), end };
}
