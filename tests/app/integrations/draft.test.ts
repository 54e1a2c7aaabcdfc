/** Drafts of the editor as they are kept. */
import { expect, test } from "vitest";
import { type Draft, draftText, parseDraft } from "../../../app/(signed-in)/integrations/editor/draft.ts";
import { NEW_INTEGRATION } from "../../../app/(signed-in)/integrations/editor/editor-form.ts";

const draft: Draft = {
  version: 3,
  typedAt: "2026-11-24T02:00:00.000Z",
  values: {
    ...NEW_INTEGRATION,
    name: "Pumps",
    filters: [{ name: "", conditions: [{ field: "metadata.x", operator: "IS_ANY_OF", values: ["a", "b"] }] }],
    actions: [{ target: "new", subscriptionId: "" }],
    subscription: {
      ...NEW_INTEGRATION.subscription,
      uri: "https://a.example/x",
      headers: [{ name: "X-Token", value: "hidden one" }],
      apiKey: "hidden two",
      password: "hidden three",
      clientSecret: "hidden four",
      secret: "hidden five",
    },
  },
};

test("a draft comes back as it was typed, without its secrets", () => {
  const text = draftText(draft);
  expect(text).not.toContain("hidden");
  expect(parseDraft(text)).toEqual({
    ...draft,
    lacksSecrets: true,
    values: {
      ...draft.values,
      subscription: {
        ...draft.values.subscription,
        headers: [{ name: "X-Token", value: "" }],
        apiKey: "",
        password: "",
        clientSecret: "",
        secret: "",
      },
    },
  });
});

test("a draft says that it lacks secrets only if some were typed, and goes on saying so", () => {
  const again = (text: string) => parseDraft(text) ?? draft;
  expect(again(draftText({ ...draft, values: NEW_INTEGRATION })).lacksSecrets).toBe(false);
  const lacking = again(draftText(draft));
  expect(again(draftText(lacking)).lacksSecrets).toBe(true);
});

test("a new integration's draft has no version", () => {
  expect(parseDraft(draftText({ ...draft, version: null }))?.version).toBeNull();
});

test.each([
  ["no JSON", "{"],
  ["no object", "null"],
  ["no instant", JSON.stringify({ ...draft, typedAt: "yesterday" })],
  ["no values", JSON.stringify({ ...draft, values: undefined })],
  ["a field that is missing", JSON.stringify({ ...draft, values: { ...draft.values, name: undefined } })],
  ["an answer that is neither yes nor no", JSON.stringify({ ...draft, lacksSecrets: "yes" })],
  ["filters of another form", JSON.stringify({ ...draft, values: { ...draft.values, filters: [{ field: "x" }] } })],
  ["values that are no text", JSON.stringify({ ...draft, values: { ...draft.values, actions: ["sub_1"] } })],
])("%s is no draft", (_what, text) => {
  expect(parseDraft(text)).toBeNull();
});
