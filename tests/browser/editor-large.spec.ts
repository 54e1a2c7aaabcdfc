/** The editor of a large integration: what nobody is near can be read, and is a form as soon as somebody is. */
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { ask, expect, makeInbox, test } from "./product-under-test.ts";

const FILTERS = 12;
const CONDITIONS = 10;
const FILTERS_QUERY =
  "query ($id: ID!) { integration(id: $id) { name filters { conditions { field operator values } } } }";

const large = Array.from({ length: FILTERS }, (_, filter) => ({
  conditions: Array.from({ length: CONDITIONS }, (_, at) => ({
    field: `metadata.attributes.reading${at}`,
    operator: "IS_ANY_OF",
    values: [`level ${filter}.${at}`, "Emergency"],
  })),
}));
const filter = (page: Page, letter: string) => page.getByRole("region", { name: `Filter ${letter}`, exact: true });

test("what is far from the window is read as lines, kept as it is, and becomes fields on the way to it", async ({
  page,
  request,
}) => {
  const id = await makeLarge(request);
  await open(page, id);
  await expect(page.getByLabel("Filter A, condition 10: values", { exact: true })).toBeAttached();
  const far = filter(page, "L");
  await expect(far.getByRole("listitem")).toHaveCount(CONDITIONS);
  await expect(far.getByRole("listitem").last()).toHaveText("and reading9 is any of level 11.9, Emergency");
  await expect(far.getByRole("group")).toHaveCount(0);
  await test.step("saving what was changed above leaves it alone", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Levels of the river");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL(/\/integrations$/);
    const { integration } = await ask<{ integration: { name: string; filters: unknown } }>(request, FILTERS_QUERY, {
      id,
    });
    expect(integration.name).toBe("Levels of the river");
    expect(integration.filters).toEqual(large);
  });
  await test.step("it is a form when somebody comes to it, by wheel", async () => {
    await open(page, id);
    await far.scrollIntoViewIfNeeded();
    await expect(far.getByRole("group")).toHaveCount(CONDITIONS);
    await expect(far.getByRole("listitem")).toHaveCount(0);
  });
  await test.step("or by keys", async () => {
    const next = filter(page, "H");
    await page.getByLabel("Name of filter H").focus();
    await expect(next.getByRole("group")).toHaveCount(CONDITIONS);
    await expect(page.getByLabel("Name of filter H")).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Filter H, condition 1: field", { exact: true })).toBeFocused();
  });
});

test("what is wrong in a filter that nobody is near is shown beside its field, with the focus", async ({
  page,
  request,
}) => {
  await open(page, await makeLarge(request));
  const field = page.getByLabel("Filter K, condition 7: field", { exact: true });
  await filter(page, "K").scrollIntoViewIfNeeded();
  await field.fill("metadata..level");
  await field.press("Tab");
  await page.reload();
  await expect(page.getByText("Unsaved changes from")).toBeVisible();
  await expect(filter(page, "K").getByRole("listitem")).toHaveCount(CONDITIONS);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
});

test("a large filter that was removed comes back with the focus in it", async ({ page, request }) => {
  await open(page, await makeLarge(request));
  await filter(page, "J").scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Remove filter J" }).click();
  await expect(filter(page, "L")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Filter J, condition 1: field", { exact: true })).toBeFocused();
  await expect(filter(page, "J").getByRole("group")).toHaveCount(CONDITIONS);
});

test("the focus goes to the next one when a large filter is removed whose end is far from the window", async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, await makeLarge(request));
  const remove = page.getByRole("button", { name: "Remove filter F", exact: true });
  await comeTo(remove);
  await expect(filter(page, "F").getByRole("group")).toHaveCount(CONDITIONS);
  await expect(filter(page, "G").getByRole("group")).toHaveCount(0);
  await remove.press("Enter");
  await expect(page.getByLabel("Filter F, condition 1: field", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Filter F, condition 1: values", { exact: true })).toBeVisible();
});

test("a large filter that is moved by the menu of its handle takes the focus along, within the window", async ({
  page,
  request,
}) => {
  await open(page, await makeLarge(request));
  for (const [letter, next] of [
    ["F", "G"],
    ["G", "H"],
    ["H", "I"],
  ]) {
    const handle = page.getByRole("button", { name: `Move filter ${letter}`, exact: true });
    await comeTo(handle);
    await handle.press("Enter");
    await page.getByRole("menuitem", { name: "Move down" }).press("Enter");
    const moved = page.getByRole("button", { name: `Move filter ${next}`, exact: true });
    await expect(moved).toBeFocused();
    await expect(filter(page, `${next}`).getByRole("group")).toHaveCount(CONDITIONS);
    // What is near it now may become fields.
    await standStill(moved);
    await expect(moved).toBeInViewport();
  }
});

/** To the lower edge of the window: what comes near it on the way there becomes fields, and moves it. */
async function comeTo(target: Locator): Promise<void> {
  await expect(async () => {
    await target.evaluate((element) => element.scrollIntoView({ block: "end" }));
    await standStill(target);
    await expect(target).toBeInViewport({ timeout: 100 });
  }).toPass();
}

async function standStill(target: Locator): Promise<void> {
  let before: number | undefined;
  const isStill = async () => {
    const y = (await target.boundingBox())?.y;
    const isSame = y === before;
    before = y;
    return isSame;
  };
  await expect.poll(isStill, { intervals: [400] }).toBe(true);
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/integrations/${id}`);
  await page.locator("main form > fieldset[data-starting]").waitFor({ state: "detached" });
}

async function makeLarge(request: APIRequestContext): Promise<string> {
  const name = `River levels ${Date.now()}`;
  const { createIntegration } = await ask<{ createIntegration: { integration: { id: string } } }>(
    request,
    "mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { integration { id } } }",
    {
      input: {
        name,
        trigger: "taskList.completed",
        filters: large,
        isEnabled: false,
        actions: [
          {
            newSubscription: { name, uri: await makeInbox(request), eventTypes: ["taskList.completed"] },
          },
        ],
      },
    },
  );
  return createIntegration.integration.id;
}
