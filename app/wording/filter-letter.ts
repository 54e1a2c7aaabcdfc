/** The letter of a filter, the same in the editor, in an explanation and in what changed. */

/** 0 -> "A", 25 -> "Z", 26 -> "AA". */
export function filterLetter(index: number): string {
  return (index >= 26 ? filterLetter(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}
