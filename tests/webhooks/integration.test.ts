/** Integrations from input: trigger, filters and actions, each fault where it stands. */
import { describe, expect, it, test } from "vitest";
import { parseIntegration } from "#webhooks/integration";

const NEW_SUBSCRIPTION = { uri: "https://cad.example.org/hooks", eventTypes: ["alert.sent"] };
const MINIMAL = { name: "Hazmat to CAD", trigger: "alert.sent", actions: [{ subscriptionId: "sub_1" }] };

describe("creating an integration", () => {
  it("is enabled and without filters unless it says otherwise", () => {
    expect(parseIntegration(MINIMAL, { partial: false })).toEqual({
      ok: true,
      value: {
        externalId: null,
        name: "Hazmat to CAD",
        isEnabled: true,
        trigger: "alert.sent",
        filters: [],
        quietAfterHours: null,
        actions: [{ type: "WEBHOOK", subscriptionId: "sub_1" }],
      },
    });
  });

  it("takes filters, and existing and new subscriptions", () => {
    const input = {
      ...MINIMAL,
      externalId: "int-1",
      isEnabled: false,
      filters: [{ conditions: [{ field: "metadata.attributes.priority", values: ["Emergency"] }] }],
      actions: [{ type: "WEBHOOK", subscriptionId: " sub_1 " }, { newSubscription: NEW_SUBSCRIPTION }],
    };
    expect(parseIntegration(input, { partial: false })).toMatchObject({
      ok: true,
      value: {
        externalId: "int-1",
        isEnabled: false,
        filters: [{ conditions: [{ operator: "IS_ANY_OF" }] }],
        actions: [{ subscriptionId: "sub_1" }, { newSubscription: { mode: "INTEGRATION", name: "cad.example.org" } }],
      },
    });
  });

  it("lists all that is missing at once", () => {
    const result = parseIntegration({}, { partial: false });
    expect(result.ok ? [] : result.errors.map(({ code, path }) => [code, path])).toEqual([
      ["REQUIRED", ["name"]],
      ["REQUIRED", ["trigger"]],
      ["REQUIRED", ["actions"]],
    ]);
  });

  const existing = (index: number) => ({ subscriptionId: `sub_${index}` });
  test.each<[string, object, string, string]>([
    ["an empty name", { name: " " }, "REQUIRED", "name"],
    ["a name of 201", { name: "n".repeat(201) }, "LIMIT_EXCEEDED", "name"],
    ["an unknown trigger", { trigger: "alert.lost" }, "INVALID", "trigger"],
    ["isEnabled that is no boolean", { isEnabled: 1 }, "INVALID", "isEnabled"],
    ["0 quiet hours", { quietAfterHours: 0 }, "INVALID", "quietAfterHours"],
    ["half an hour", { quietAfterHours: 0.5 }, "INVALID", "quietAfterHours"],
    ["quiet hours as text", { quietAfterHours: "24" }, "INVALID", "quietAfterHours"],
    ["more quiet hours than a year has", { quietAfterHours: 8_761 }, "LIMIT_EXCEEDED", "quietAfterHours"],
    ["an externalId of 201", { externalId: "x".repeat(201) }, "LIMIT_EXCEEDED", "externalId"],
    ["a wrong filter", { filters: [{ conditions: [{ field: "x" }] }] }, "REQUIRED", "filters.0.conditions.0.values"],
    ["no action", { actions: [] }, "REQUIRED", "actions"],
    ["actions that are no list", { actions: "x" }, "INVALID", "actions"],
    ["11 actions", { actions: Array.from({ length: 11 }, (_, index) => existing(index)) }, "LIMIT_EXCEEDED", "actions"],
    ["an action that is no object", { actions: ["sub_1"] }, "INVALID", "actions.0"],
    ["an action without a subscription", { actions: [{}] }, "REQUIRED", "actions.0"],
    [
      "an action with two",
      { actions: [{ ...existing(1), newSubscription: NEW_SUBSCRIPTION }] },
      "INVALID",
      "actions.0",
    ],
    ["an action of another type", { actions: [{ type: "EMAIL", ...existing(1) }] }, "INVALID", "actions.0.type"],
    ["the same subscription twice", { actions: [existing(1), existing(1)] }, "INVALID", "actions.1.subscriptionId"],
    [
      "a new subscription that is wrong",
      { actions: [existing(1), { newSubscription: { ...NEW_SUBSCRIPTION, timeoutSeconds: 31 } }] },
      "LIMIT_EXCEEDED",
      "actions.1.newSubscription.timeoutSeconds",
    ],
    [
      "a new subscription that is DIRECT",
      { actions: [{ newSubscription: { ...NEW_SUBSCRIPTION, mode: "DIRECT" } }] },
      "INVALID",
      "actions.0.newSubscription.mode",
    ],
  ])("refuses %s", (_what, change, code, path) => {
    for (const partial of [true, false]) {
      const result = parseIntegration({ ...MINIMAL, ...change }, { partial });
      expect(result.ok ? [] : result.errors).toHaveLength(1);
      expect(result).toMatchObject({ errors: [{ code, path: path.split(".") }] });
    }
  });

  it("takes ten actions", () => {
    const actions = Array.from({ length: 10 }, (_, index) => existing(index));
    expect(parseIntegration({ ...MINIMAL, actions }, { partial: false }).ok).toBe(true);
  });

  test.each([null, [], "x"])("refuses %j as a whole", (input) => {
    expect(parseIntegration(input, { partial: false })).toMatchObject({
      ok: false,
      errors: [{ code: "INVALID", path: [] }],
    });
  });
});

describe("updating an integration", () => {
  it("touches only what is given", () => {
    expect(parseIntegration({ id: "int_1", version: 2 }, { partial: true })).toEqual({ ok: true, value: {} });
    expect(parseIntegration({ isEnabled: false }, { partial: true })).toEqual({
      ok: true,
      value: { isEnabled: false },
    });
  });

  it("removes filters, externalId and quietAfterHours with null", () => {
    expect(parseIntegration({ filters: null, externalId: null, quietAfterHours: null }, { partial: true })).toEqual({
      ok: true,
      value: { externalId: null, filters: [], quietAfterHours: null },
    });
  });

  test.each(["name", "trigger", "actions", "isEnabled"])("cannot remove %s", (key) => {
    expect(parseIntegration({ [key]: null }, { partial: true })).toMatchObject({
      errors: [{ code: "REQUIRED", path: [key] }],
    });
  });
});
