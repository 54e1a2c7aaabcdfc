/**
 * What a document may hold, counted from its tokens before anything else meets it: the parser and the rules of
 * validation are recursive, and some do work for every pair of what they find. Leaves to limits.ts what an operation
 * may answer, and to the parser whether the text is a document at all.
 */
import { Lexer, Source, type Token, TokenKind } from "graphql";

/** How many of each; within them no document overflows a stack or takes noticeable time. */
const BOUNDS = {
  tokens: { max: 20_000, words: "tokens" },
  definitions: { max: 250, words: "operations and fragments" },
  aliases: { max: 200, words: "aliases" },
  directives: { max: 500, words: "directives" },
  levels: { max: 256, words: "levels of brackets" },
  nameLength: { max: 256, words: "characters in a name or number" },
};

type Counts = Record<keyof typeof BOUNDS, number>;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);
const WORDS: ReadonlySet<TokenKind> = new Set([TokenKind.NAME, TokenKind.INT, TokenKind.FLOAT]);

/** A sentence for each bound that the document goes beyond; null: it may be parsed. */
export function documentFaults(text: string): { code: string; messages: string[] } | null {
  const counts = countTokens(text);
  const messages = Object.entries(BOUNDS)
    .filter(([name, { max }]) => counts[name as keyof Counts] > max)
    .map(([, { max, words }]) => `The document has more than ${max.toLocaleString("en-US")} ${words}.`);
  if (messages.length === 0) return null;
  const isCutOff = counts.tokens > BOUNDS.tokens.max;
  return { code: isCutOff ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED", messages };
}

/** Ends with the first token too many, or with what is no token, of which the parser says where it stands. */
function countTokens(text: string): Counts {
  const counts: Counts = { tokens: 0, definitions: 0, aliases: 0, directives: 0, levels: 0, nameLength: 0 };
  const lexer = new Lexer(new Source(text));
  const open = { all: 0, parentheses: 0 };
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      counts.tokens += 1;
      if (counts.tokens > BOUNDS.tokens.max) break;
      count(counts, token, open);
    }
  } catch {
    return counts;
  }
  return counts;
}

function count(counts: Counts, { kind, start, end }: Token, open: { all: number; parentheses: number }): void {
  // Every operation and every fragment has one pair of braces that stands in no other brackets.
  if (kind === TokenKind.BRACE_L && open.all === 0) counts.definitions += 1;
  // All other colons stand in arguments and in definitions of variables.
  if (kind === TokenKind.COLON && open.parentheses === 0) counts.aliases += 1;
  if (kind === TokenKind.AT) counts.directives += 1;
  if (WORDS.has(kind)) counts.nameLength = Math.max(counts.nameLength, end - start);
  if (kind === TokenKind.PAREN_L) open.parentheses += 1;
  if (kind === TokenKind.PAREN_R) open.parentheses -= 1;
  if (OPENING.has(kind)) open.all += 1;
  if (CLOSING.has(kind)) open.all -= 1;
  counts.levels = Math.max(counts.levels, open.all);
}
