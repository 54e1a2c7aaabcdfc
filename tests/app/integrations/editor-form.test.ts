/** The editor's form: what it sends, and beside which field each fault of the server stands. */
import { expect, test } from "vitest";
import {
  copyName,
  editorFaults,
  integrationField,
  integrationInput,
  NEW_INTEGRATION,
} from "../../../app/(signed-in)/integrations/editor/editor-form.ts";

test.each([
  [["name"], "name"],
  [["trigger"], "trigger"],
  [["quietAfterHours"], "quietAfterHours"],
  [["filters", "1", "name"], "filters.1.name"],
  [["filters", "1", "conditions"], "filters.1.conditions"],
  [["filters", "1", "conditions", "2"], "filters.1.conditions.2.field"],
  [["filters", "1", "conditions", "2", "values", "3"], "filters.1.conditions.2.values"],
  [["actions"], "actions.0.subscriptionId"],
  [["actions", "1", "subscriptionId"], "actions.1.subscriptionId"],
  [["actions", "0", "newSubscription", "uri"], "subscription.uri"],
  [["actions", "0", "newSubscription", "security", "headers", "1", "value"], "subscription.headers.1.value"],
  [["actions", "0", "newSubscription", "security", "oauth2", "tokenUri"], "subscription.tokenUri"],
  [["actions", "0", "newSubscription", "security"], "subscription.security"],
  [["actions", "0", "newSubscription", "retryPolicy", "maxSeconds"], "subscription.maxSeconds"],
  [[], null],
  [["version"], null],
])("a fault at %j stands beside the field %s", (path, field) => {
  expect(integrationField(path)).toBe(field);
});

test("a new integration is enabled, and sends nothing that was not filled in", () => {
  expect(integrationInput(NEW_INTEGRATION)).toEqual({
    name: "",
    trigger: "",
    filters: [],
    actions: [{ type: "WEBHOOK" }],
    quietAfterHours: null,
    isEnabled: true,
  });
});

test.each([
  [" 24 ", 24],
  ["", null],
  ["a day", -1],
])("%j typed as quiet hours is sent as %s, for the server to judge", (typed, sent) => {
  expect(integrationInput({ ...NEW_INTEGRATION, quietAfterHours: typed }).quietAfterHours).toBe(sent);
});

test("values of a condition that takes none are left out, and a filter's empty name is none", () => {
  const filters = [
    { name: " ", conditions: [{ field: " metadata.x ", operator: "EXISTS" as const, values: ["left over"] }] },
  ];
  expect(integrationInput({ ...NEW_INTEGRATION, filters }).filters).toEqual([
    { name: null, conditions: [{ field: "metadata.x", operator: "EXISTS", values: [] }] },
  ]);
});

test("a new subscription is made for integrations, with the security model that was chosen", () => {
  const subscription = {
    ...NEW_INTEGRATION.subscription,
    uri: "https://a.example/x",
    security: "apiKey" as const,
    apiKey: "k",
  };
  const [action] = integrationInput({
    ...NEW_INTEGRATION,
    subscription,
    actions: [{ target: "new", subscriptionId: "" }],
  }).actions;
  expect(action?.newSubscription).toMatchObject({
    mode: "INTEGRATION",
    uri: "https://a.example/x",
    security: { apiKey: "k" },
    name: null,
  });
});

test("a copy says so, and its name is not too long to be saved", () => {
  expect(copyName("Alerts")).toBe("Copy of Alerts");
  expect(copyName("x".repeat(200))).toHaveLength(200);
});

test("who chose no trigger is told to choose one; what else is said stays as it is", () => {
  const required = {
    code: "REQUIRED",
    message: "The trigger is empty; 1 to 200 characters are expected.",
    path: ["trigger"],
  };
  const others = [
    { code: "REQUIRED", message: "The name is empty.", path: ["name"] },
    { code: "NOT_FOUND", message: "There is no event type alert.lost.", path: ["trigger"] },
  ];
  expect(editorFaults([required, ...others])).toEqual([{ ...required, message: "Choose a trigger." }, ...others]);
});
