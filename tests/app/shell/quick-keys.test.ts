/** Which key means what, and when it means nothing. */
import { describe, expect, it } from "vitest";
import { commandOf, GO_KEYS } from "../../../app/shell/quick-keys.ts";

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false };
const FREE = { isTaken: false, isAfterPrefix: false, singleKeys: true };

describe("the product's keys", () => {
  it.each([
    ["?", "shortcuts"],
    ["/", "search"],
    ["n", "new"],
    ["g", "prefix"],
  ])("%s alone means %s", (key, command) => {
    expect(commandOf({ ...PLAIN, key }, FREE)).toBe(command);
  });

  it.each(Object.entries(GO_KEYS))("g, then %s goes to a place", (key, { href }) => {
    expect(commandOf({ ...PLAIN, key }, { ...FREE, isAfterPrefix: true })).toEqual({ href });
  });

  it("leaves a letter alone that says where to go, without g before it", () => {
    expect(commandOf({ ...PLAIN, key: "i" }, FREE)).toBeNull();
  });

  it.each(["?", "/", "n", "g"])("leaves %s to a field that somebody types into", (key) => {
    expect(commandOf({ ...PLAIN, key }, { ...FREE, isTaken: true })).toBeNull();
  });

  it.each(["?", "/", "n", "g"])("leaves %s alone when single keys are turned off", (key) => {
    expect(commandOf({ ...PLAIN, key }, { ...FREE, singleKeys: false })).toBeNull();
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])("opens the palette with K and %o, whatever is typed into", (held) => {
    const taken = { isTaken: true, isAfterPrefix: false, singleKeys: false };
    expect(commandOf({ ...PLAIN, ...held, key: "k" }, taken)).toBe("palette");
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])(
    "leaves the browser its own keys with %o",
    (held) => {
      expect(commandOf({ ...PLAIN, ...held, key: "n" }, FREE)).toBeNull();
    },
  );
});
