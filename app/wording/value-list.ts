/** Reading what a person types or pastes as values of a condition: a comma separates, double quotes keep a comma. */

/**
 * `Emergency, "Fire, structure" , Flood` -> ["Emergency", "Fire, structure", "Flood"]. Line breaks separate as commas do;
 * a doubled quote inside quotes is one quote; white space around a value and empty values are dropped; a value that
 * occurs twice is kept once.
 */
export function splitValues(text: string): string[] {
  const values: string[] = [];
  for (const match of text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,\n\r]*))\s*(?:[,\n\r]|$)/g)) {
    const value = match[1] === undefined ? (match[2] ?? "").trim() : match[1].replaceAll('""', '"').trim();
    if (value !== "" && !values.includes(value)) values.push(value);
  }
  return values;
}

/** Whether the text ends inside an open quote, so that a typed comma still belongs to the value. */
export function hasOpenQuote(text: string): boolean {
  return text.trimStart().startsWith('"') && (text.match(/"/g)?.length ?? 0) % 2 === 1;
}
