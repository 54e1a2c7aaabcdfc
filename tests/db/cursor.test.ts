/** Keyset pages: their arguments and how a list is cut. */
import { describe, expect, test } from "vitest";
import { cutPage, encodeCursor, parsePage } from "#db/cursor";

const LIST = "events";
const ID = "0199f1d2-3c4b-7a5d-8e6f-112233445566";

describe("a page is asked for", () => {
  test("by default with 25 entries from the start", () => {
    expect(parsePage({}, LIST)).toEqual({
      ok: true,
      value: { limit: 25, isBackward: false, after: null, before: null },
    });
  });

  test("with a size, a direction and cursors", () => {
    expect(parsePage({ last: 100, before: encodeCursor(LIST, ID) }, LIST)).toEqual({
      ok: true,
      value: { limit: 100, isBackward: true, after: null, before: ID },
    });
    expect(parsePage({ after: encodeCursor(LIST, 12) }, LIST, "version")).toMatchObject({
      ok: true,
      value: { after: "12" },
    });
  });

  test.each([
    [{ first: 1, last: 1 }, [["first"]]],
    [{ first: 101 }, [["first"]]],
    [{ last: -1 }, [["last"]]],
    [{ after: "" }, [["after"]]],
    [{ after: ID }, [["after"]]],
    [{ after: encodeCursor("another list", ID) }, [["after"]]],
    [{ after: Buffer.from(ID).toString("base64url") }, [["after"]]],
    [{ after: `${encodeCursor(LIST, ID)}=` }, [["after"]]],
    [{ after: `${encodeCursor(LIST, ID)} ` }, [["after"]]],
    [{ before: encodeCursor(LIST, "12") }, [["before"]]],
    [{ first: 500, after: "x", before: "y" }, [["first"], ["after"], ["before"]]],
  ])("and refused: %j", (args, paths) => {
    const page = parsePage(args, LIST);
    expect(page.ok ? [] : page.errors.map((error) => error.path)).toEqual(paths);
  });
});

describe("a page is cut", () => {
  const page = { limit: 2, isBackward: false, after: null, before: null };
  test("from the front, knowing whether there is more", () => {
    expect(cutPage([3, 2, 1], page)).toEqual({ rows: [3, 2], hasNextPage: true, hasPreviousPage: false });
    expect(cutPage([2, 1], { ...page, after: ID })).toEqual({
      rows: [2, 1],
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });
  test("from the back, put in order", () => {
    const backward = { ...page, isBackward: true };
    expect(cutPage([1, 2, 3], backward)).toEqual({ rows: [2, 1], hasNextPage: false, hasPreviousPage: true });
    expect(cutPage([1], { ...backward, before: ID })).toEqual({ rows: [1], hasNextPage: true, hasPreviousPage: false });
  });
});
