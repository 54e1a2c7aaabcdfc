/**
 * JSON as lines of coloured parts, with the path that each line belongs to, so that a viewer can mark the lines that a
 * filter read. Pure text work; how a line looks is the viewer's business.
 */

export type JsonPart = { kind: "key" | "string" | "value" | "punctuation"; text: string };
/** `path` is dotted ("metadata.attributes.priority"); elements of a list carry the path of the list. */
export type JsonLine = { indent: number; path: string; parts: JsonPart[] };

const INLINE_CHARACTERS_MAX = 60;

/** Pretty-printed lines; short lists of plain values stay on one line. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = [];
  writeValue(lines, value, { indent: 0, path: "", before: [], after: [] });
  return lines;
}

type Place = { indent: number; path: string; before: JsonPart[]; after: JsonPart[] };

function writeValue(lines: JsonLine[], value: unknown, place: Place): void {
  const { indent, path, before, after } = place;
  if (typeof value !== "object" || value === null) {
    lines.push({ indent, path, parts: [...before, scalar(value), ...after] });
    return;
  }
  const isList = Array.isArray(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const entries: [string, unknown][] = isList ? value.map((item) => ["", item]) : Object.entries(value);
  if (entries.length === 0 || (isList && isShort(value))) {
    const inside = entries.flatMap(([, item], index) =>
      index > 0 ? [punctuation(", "), scalar(item)] : [scalar(item)],
    );
    lines.push({ indent, path, parts: [...before, punctuation(open), ...inside, punctuation(close), ...after] });
    return;
  }
  lines.push({ indent, path, parts: [...before, punctuation(open)] });
  entries.forEach(([key, item], index) => {
    writeValue(lines, item, {
      indent: indent + 1,
      path: isList ? path : path === "" ? key : `${path}.${key}`,
      before: isList ? [] : [{ kind: "key", text: JSON.stringify(key) }, punctuation(": ")],
      after: index < entries.length - 1 ? [punctuation(",")] : [],
    });
  });
  lines.push({ indent, path: isList ? path : "", parts: [punctuation(close), ...after] });
}

function isShort(list: readonly unknown[]): boolean {
  return (
    list.every((item) => typeof item !== "object" || item === null) &&
    JSON.stringify(list).length <= INLINE_CHARACTERS_MAX
  );
}

function scalar(value: unknown): JsonPart {
  return { kind: typeof value === "string" ? "string" : "value", text: JSON.stringify(value) ?? "null" };
}

function punctuation(text: string): JsonPart {
  return { kind: "punctuation", text };
}
