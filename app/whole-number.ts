/** Numbers that are typed: GraphQL takes a number only, so what is none is sent as one that the server refuses. */
import { shownValue } from "#webhooks/user-errors";

/** No field takes it. */
const NO_NUMBER = -1;

/** What is no whole number becomes one that the server refuses with its own sentence. */
export function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : NO_NUMBER;
}

/** The server's sentence about a field, with what was typed there in the place of what was sent for it. */
export function asTyped(sentence: string, typed: unknown): string {
  if (typeof typed !== "string" || wholeNumber(typed) !== NO_NUMBER) return sentence;
  return sentence.replace(` is ${NO_NUMBER};`, () => ` is ${shownValue(typed.trim())};`);
}
