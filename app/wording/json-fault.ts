/**
 * Where a text stops being JSON that can be held, for a person who pasted it: line, column and what was expected there.
 * Browsers say it in words of their own, and not all of them say where.
 */
import { findUnheldNumber } from "#webhooks/json-numbers";

/** Both from 1; columns count UTF-16 units. */
export type JsonFault = { line: number; column: number; sentence: string };
export type ReadJson = { ok: true; value: unknown } | { ok: false; fault: JsonFault };

/** The value, or the first fault: "Line 3, column 7: a comma or } is expected." */
export function readJson(text: string): ReadJson {
  try {
    const value: unknown = JSON.parse(text);
    const unheld = findUnheldNumber(text);
    return unheld ? { ok: false, fault: faultAt(text, unheld.at, unheld.number.sentence) } : { ok: true, value };
  } catch {
    const { at, expected } = findStop(text);
    return { ok: false, fault: faultAt(text, at, `${expected}.`) };
  }
}

type Stop = { at: number; expected: string };

function faultAt(text: string, at: number, what: string): JsonFault {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const column = at - before.lastIndexOf("\n");
  return { line, column, sentence: `Line ${line}, column ${column}: ${what}` };
}

/** JSON's grammar (RFC 8259), as far as is needed to find where it is left. */
function findStop(text: string): Stop {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const space = () => skip(/[ \t\r\n]*/y);
  const stop = (expected: string): Stop => ({
    at,
    expected: at >= text.length ? `it ends here; ${expected}` : expected,
  });

  function value(depth: number): Stop | null {
    space();
    if (depth > DEPTH_MAX) return stop("it goes deeper than can be read");
    if (skip(/\{/y)) return members("}", depth, true);
    if (skip(/\[/y)) return members("]", depth, false);
    if (text[at] === '"') return string();
    if (skip(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y)) return null;
    return stop(text[at] === "'" ? "text stands in double quotes" : "a value is expected");
  }

  function members(end: "}" | "]", depth: number, named: boolean): Stop | null {
    space();
    if (text[at] === end) {
      at += 1;
      return null;
    }
    for (;;) {
      space();
      if (named) {
        if (text[at] !== '"') return stop("a name in double quotes is expected");
        const fault = string();
        if (fault) return fault;
        space();
        if (!skip(/:/y)) return stop("a colon is expected");
      }
      const fault = value(depth + 1);
      if (fault) return fault;
      space();
      if (skip(end === "}" ? /\}/y : /\]/y)) return null;
      if (!skip(/,/y)) return stop(`a comma or ${end} is expected`);
    }
  }

  function string(): Stop | null {
    at += 1;
    skip(/(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y);
    if (skip(/"/y)) return null;
    if (text[at] === "\\") return stop("this is no escape that JSON knows");
    return stop("the closing double quote is missing");
  }

  const fault = value(0);
  if (fault) return fault;
  space();
  return stop("nothing more is expected");
}

const DEPTH_MAX = 1000;
