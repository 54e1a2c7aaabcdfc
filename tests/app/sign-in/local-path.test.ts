/** Sign-in leads back into the product and never to another site. */
import { expect, test } from "vitest";
import { localPath } from "../../../app/sign-in/local-path.ts";

test.each([
  ["/events?q=fire", "/events?q=fire"],
  ["/", "/"],
])("sign-in leads back to %s", (given, path) => {
  expect(localPath(given)).toBe(path);
});

test.each([
  undefined,
  "",
  "events",
  "https://evil.example/x",
  "//evil.example/x",
  "/\\evil.example",
  "/sign-in",
  ["/a", "/b"],
  "javascript:alert(1)",
])("sign-in never leads to %j", (given) => {
  expect(localPath(given)).toBe("/");
});
