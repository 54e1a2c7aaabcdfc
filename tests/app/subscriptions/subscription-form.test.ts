/** The subscription form: what is kept, replaced and removed by an edit, and the retry presets. */
import { expect, test } from "vitest";
import {
  createInput,
  newSubscriptionValues,
  retryValues,
  updateInput,
} from "../../../app/(signed-in)/subscriptions/form/subscription-form.ts";

const values = newSubscriptionValues(["alert.sent"]);

test("an edit keeps the stored security model and secret unless new ones are typed", () => {
  const input = updateInput({ ...values, security: "keep" }, "sub_x", 3);
  expect(input).not.toHaveProperty("security");
  expect(input).not.toHaveProperty("secret");
  expect(updateInput({ ...values, removesSecret: true }, "sub_x", 3).secret).toBeNull();
  expect(updateInput({ ...values, secret: "new" }, "sub_x", 3).secret).toBe("new");
});

test("a preset sends its own figures, custom those that were typed", () => {
  expect(createInput(values, "DIRECT").retryPolicy).toEqual({ maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 });
  const custom = { ...values, retry: "custom", maxRetries: "3", baseSeconds: "10", maxSeconds: "60" };
  expect(createInput(custom, "DIRECT").retryPolicy).toEqual({ maxRetries: 3, baseSeconds: 10, maxSeconds: 60 });
  expect(retryValues({ maxRetries: 3, baseSeconds: 10, maxSeconds: 60 }).retry).toBe("custom");
});

test("what is no whole number is left for the server to refuse", () => {
  expect(createInput({ ...values, timeoutSeconds: "soon" }, "DIRECT").timeoutSeconds).toBe(-1);
  expect(createInput({ ...values, rateLimitPerSecond: " " }, "DIRECT").rateLimitPerSecond).toBeNull();
});
