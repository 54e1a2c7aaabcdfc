/** Which messages stand beside each other. */
import { beforeEach, expect, test, vi } from "vitest";
import { shownToasts, takeToasts, toast } from "../../../app/ui/toast-store.ts";

beforeEach(() => {
  vi.stubGlobal("document", { activeElement: null });
  takeToasts();
});

const texts = () => shownToasts.current().map(({ text }) => text);

test("a newer message about the same thing takes the place of the older one", () => {
  toast("Hazmat is disabled.", { about: "int_1" });
  toast("Surge is disabled.", { about: "int_2" });
  toast("Hazmat is enabled.", { about: "int_1" });
  expect(texts()).toEqual(["Surge is disabled.", "Hazmat is enabled."]);
});

test("messages about nothing in particular stand beside each other, unless they say the same", () => {
  toast("Saved.");
  toast("Copied.");
  toast("Saved.");
  expect(texts()).toEqual(["Copied.", "Saved."]);
});

test("an error stays beside what is said about the same thing", () => {
  toast.error("It was changed meanwhile.");
  toast("Hazmat is enabled.", { about: "int_1" });
  expect(texts()).toEqual(["It was changed meanwhile.", "Hazmat is enabled."]);
});
