/**
 * Whether the session has ended while a page of it stays open: what asks the server finds that out, what says so meets it
 * here.
 */
import { sharedValue } from "./shared-value.ts";

/** Changed after every answer of the server that tells. */
export const sessionEnd = sharedValue(false);
