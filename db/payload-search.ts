/**
 * Searching events: words that all occur in the payload, in any letter case, whole or as a beginning; or the whole
 * text is an id or an externalId. A word is what stands between white space and punctuation, in what was published as
 * a value (not in key names).
 */
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { decodeId } from "#webhooks/id";
import { events } from "./schema.ts";

/**
 * ASCII but letters and digits, Latin-1 signs, general and CJK punctuation. A list, not a class such as [:punct:], so
 * that the words are the same whatever the locale of the database.
 */
const SEPARATORS =
  "\\u0001-/:-@\\[-`{-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u2000-\\u206f\\u3000-\\u303f";
const BETWEEN_WORDS = new RegExp(`[${SEPARATORS}]+`, "u");
const BETWEEN_WORDS_SQL = `[${SEPARATORS}]+`;

/** Every value in the payload as text; `strict` visits each once. */
const VALUES_TEXT = sql`(select string_agg(value #>> '{}', ' ')
  from jsonb_path_query(${events.payload}::jsonb, 'strict $.** ? (@.type() != "object" && @.type() != "array")') as value)`;

const NORMALISED_TEXT = sql`' ' || regexp_replace(lower(${VALUES_TEXT}), ${BETWEEN_WORDS_SQL}, ' ', 'g')`;

/** A condition on `events`; undefined when the search says nothing. */
export function eventMatchesSearch(search: string): SQL | undefined {
  const text = search.trim();
  if (text === "") return undefined;
  const words = text.split(BETWEEN_WORDS).filter((word) => word !== "");
  const eventId = decodeId("evt", text);
  return or(
    eq(events.externalId, text),
    eventId === null ? undefined : eq(events.id, eventId),
    words.length === 0 ? undefined : and(...words.map(mayOccur), ...words.map(occurs)),
  );
}

/** Cheap, and true of everything that `occurs` is true of: most events are not looked at any closer. */
function mayOccur(word: string): SQL {
  return sql`lower(${events.payload}::text) like '%' || lower(${escaped(word)}) || '%'`;
}

function occurs(word: string): SQL {
  return sql`${NORMALISED_TEXT} like '% ' || lower(${escaped(word)}) || '%'`;
}

function escaped(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}
