/** Making filters: what recent events suggest, what they cast doubt on, and another order by mouse and keyboard. */
import type { Locator, Page } from "@playwright/test";
import { API_KEY, expect, test } from "./product-under-test.ts";

const PATH = "metadata.attributes.wardName";

test.beforeAll(async ({ request }) => {
  const wards = ["Cardiology", "Oncology", "Oncology", "Pediatrics, North"];
  const alerts = Array.from({ length: 28 }, (_, index) => ({
    type: "alert.read",
    // Published once, however many processes run these tests.
    externalId: `ward-alert-${index}`,
    metadata: { attributes: { wardName: wards[index % 4], isReply: index % 2 === 0 } },
    data: {},
  }));
  const { ok } = await request
    .post("/api/events", { headers: { "x-api-key": API_KEY }, data: alerts })
    .then((answer) => ({ ok: answer.ok() }));
  expect(ok).toBe(true);
});

test("recent events suggest fields and values, and tell a value that none of them had", async ({ page }) => {
  await begin(page);
  const preview = page.getByRole("region", { name: "Preview" });
  const field = page.getByRole("combobox", { name: "Filter A, condition 1: field" });
  const values = page.getByRole("combobox", { name: "Filter A, condition 1: values" });
  await expect(preview).toContainText("1 unfinished condition is left out here.");
  await field.click();
  await field.fill("ward");
  const option = page.getByRole("option", { name: /^Ward name/ });
  await expect(option).toContainText("3 values");
  await expect(option).toContainText("Not in the catalogue; recent events had it.");
  await field.press("Enter");
  await expect(field).toHaveValue("Ward name");

  await values.click();
  await expect(page.getByRole("option").first()).toHaveText("Oncology14 events");
  await values.fill("north");
  await values.press("ArrowDown");
  await values.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Pediatrics, North" })).toBeVisible();
  await values.pressSequentially("Cardio-logy,");
  await expect(page.getByText("None of the 28 newest events with this field had “Cardio-logy”.")).toBeVisible();
  await values.press("Escape");
  await page.getByRole("button", { name: "Use “Cardiology”" }).click();
  await expect(page.getByRole("button", { name: "Remove Cardiology" })).toBeVisible();
  await expect(page.getByText(/None of the 28/)).toHaveCount(0);
  await expect(preview).toContainText(/^PreviewRecentSamplePaste14of the last /);
  await expect(preview).not.toContainText("unfinished");

  await test.step("each of the events that were compared can be opened, also by keyboard", async () => {
    const events = preview.locator("summary");
    await expect(events).toHaveCount(8);
    await preview.getByRole("button", { name: "Show 25 more" }).click();
    await expect(events).not.toHaveCount(8);
    await preview.getByRole("checkbox", { name: "Show only matches" }).click();
    await expect(events).toHaveCount(14);
    await preview.getByRole("radio", { name: "Sample" }).click();
    await preview.getByRole("radio", { name: "Recent" }).click();
    await preview.getByRole("checkbox", { name: "Show only matches" }).click();
    await expect(preview).toContainText("Newest 8 of 14");
    await preview.getByRole("button", { name: "Show 6 more" }).press("Enter");
    await expect(events).toHaveCount(14);
    await expect(events.nth(8)).toBeFocused();
    await events.nth(8).press("Enter");
    await expect(preview.getByRole("link", { name: "Open this event in a new tab" })).toBeVisible();
    await expect(preview.getByRole("button", { name: /^Show/ })).toHaveCount(0);
  });
});

test("of several values that no recent event had, each is marked and named", async ({ page }) => {
  await begin(page);
  await fill(page, "Filter A, condition 1", "Cardio-logy,Oncology,Oncologie,Zzz,");
  await expect(
    page.getByText("None of the 28 newest events with this field had “Cardio-logy”, “Oncologie” or “Zzz”."),
  ).toBeVisible();
  await expect(page.locator("[data-doubted]")).toHaveText(["Cardio-logy", "Oncologie", "Zzz"]);
  await expect(page.getByText("Use “Cardiology” for “Cardio-logy”, seen in 7 of them.")).toBeVisible();
  await page.getByRole("button", { name: "Use “Oncology”" }).click();
  await expect(page.locator("[data-doubted]")).toHaveText(["Cardio-logy", "Zzz"]);
});

test("a value that the field never takes is marked, and the one that was meant is one press away", async ({ page }) => {
  await begin(page, "alert.sent");
  const field = page.getByRole("combobox", { name: "Filter A, condition 1: field" });
  await field.fill("metadata.attributes.priority");
  await field.press("Enter");
  await page.getByRole("combobox", { name: "Filter A, condition 1: values" }).pressSequentially("Emergancy,Low,");
  await page.keyboard.press("Escape");
  await expect(page.getByText(/is never "Emergancy".* is never "Low"/)).toBeVisible();
  const chip = (value: string) => page.locator("[data-doubted]").filter({ hasText: value });
  await expect(chip("Emergancy")).toBeVisible();
  await expect(chip("Low")).toBeVisible();
  await page.getByRole("button", { name: "Use “Emergency”" }).click();
  await expect(page.getByRole("button", { name: "Remove Emergency" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Emergancy" })).toHaveCount(0);
  await expect(page.getByText('is never "Emergancy"')).toHaveCount(0);
  await expect(page.locator("[data-doubted]")).toHaveText("Low");
  await expect(page.getByRole("button", { name: /^Use “/ })).toHaveCount(0);
});

test("a path that is none is told beside its field, and left out of what is compared", async ({ page }) => {
  await begin(page, "alert.sent");
  const field = page.getByRole("combobox", { name: "Filter A, condition 1: field" });
  await field.click();
  await field.fill("metadata..room");
  await page.keyboard.press("Tab");
  await page.getByLabel("Filter A, condition 1: values").pressSequentially("12,");
  await expect(field).toHaveAccessibleDescription(/The field "metadata\.\.room" has an empty step/);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("1 unfinished condition is left out here.");
  await expect(preview).toContainText(/\d+of the last \d+/);
});

test("two conditions that never hold together are told beside the later one", async ({ page }) => {
  await begin(page);
  for (const [index, value] of ["Emergency", "Operational"].entries()) {
    if (index > 0) await page.getByRole("button", { name: "Add condition" }).click();
    const name = `Filter A, condition ${index + 1}`;
    await page.getByLabel(`${name}: field`).fill("metadata.attributes.priority");
    await page.keyboard.press("Tab");
    await page.getByLabel(`${name}: values`).pressSequentially(`${value},`);
  }
  await expect(page.getByLabel("Filter A, condition 2: values")).toHaveAccessibleDescription(
    /has one value, so this never holds where it is any of "Emergency": the filter matches nothing\./,
  );
  await expect(page.getByLabel("Filter A, condition 1: values")).not.toHaveAccessibleDescription(/never holds/);
});

test("a path of one's own is one choice among the others", async ({ page }) => {
  await begin(page);
  const field = page.getByRole("combobox", { name: "Filter A, condition 1: field" });
  await field.click();
  await field.fill("data.room");
  await page.getByRole("option", { name: "Use “data.room” as a path of your own" }).click();
  await expect(field).toHaveValue("data.room");
});

test("filters and conditions change places by mouse and by keyboard, and each counts its own events", async ({
  page,
}) => {
  await begin(page);
  await fill(page, "Filter A, condition 1", "Oncology,");
  const card = page.getByRole("region", { name: "Filter A" });
  await card.getByRole("button", { name: "Move or duplicate filter A, condition 1" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  const second = page.getByRole("group", { name: "Filter A, condition 2" });
  await second.getByRole("combobox", { name: "Filter A, condition 2: values" }).pressSequentially("Cardiology,");
  await expect(second.getByRole("button", { name: "Remove Cardiology" })).toBeVisible();

  await test.step("by keyboard", async () => {
    await second.getByRole("button", { name: "Move or duplicate filter A, condition 2" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Move up" }).focus();
    await page.keyboard.press("Enter");
    await expect(second.getByRole("button", { name: "Remove Cardiology" })).toHaveCount(0);
  });
  await test.step("by mouse", async () => {
    const handle = (number: number) =>
      card.getByRole("button", { name: `Move or duplicate filter A, condition ${number}` });
    await drag(page, handle(1), handle(2));
    await expect(second.getByRole("button", { name: "Remove Cardiology" })).toBeVisible();
    await expect(page.getByRole("menu")).toHaveCount(0);
  });
  await page.getByRole("button", { name: "Add filter" }).click();
  await fill(page, "Filter B, condition 1", "Oncology,");
  await fill(page, "Filter B, condition 1", '"Pediatrics, North",');
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("Filter A 14Filter B 21");
  await page.getByRole("button", { name: "Move filter B", exact: true }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect(preview).toContainText("Filter A 21Filter B 14");
});

test("a filter that was removed comes back with all its conditions", async ({ page }) => {
  await begin(page);
  await fill(page, "Filter A, condition 1", "Oncology,");
  await page.getByLabel("Name of filter A").fill("North wing");
  await page.getByRole("button", { name: "Add filter" }).click();
  await fill(page, "Filter B, condition 1", "Cardiology,");
  await page.getByRole("button", { name: "Remove filter A", exact: true }).click();
  await expect(page.getByRole("button", { name: "Remove Oncology" })).toHaveCount(0);
  await expect(page.getByText("Filter A, “North wing”, is removed.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Name of filter A")).toHaveValue("North wing");
  const first = page.getByRole("region", { name: "Filter A" });
  await expect(first.getByRole("button", { name: "Remove Oncology" })).toBeVisible();
  await expect(first.getByRole("combobox", { name: "Filter A, condition 1: field" })).toBeFocused();
  await expect(
    page.getByRole("region", { name: "Filter B" }).getByRole("button", { name: "Remove Cardiology" }),
  ).toBeVisible();
});

for (const width of [390, 360]) {
  test(`at ${width} px a condition stands close, and no list stays over it`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await begin(page, "alert.sent");
    await page.getByRole("button", { name: "Add condition" }).click();
    const field = page.getByRole("combobox", { name: "Filter A, condition 1: field" });
    const fieldBox = await field.locator("xpath=ancestor::*[contains(@class, 'field-box')][1]").boundingBox();
    const operatorBox = await page.getByRole("combobox", { name: "Filter A, condition 1: operator" }).boundingBox();
    if (!fieldBox || !operatorBox) throw new Error("The condition is not drawn.");
    expect(operatorBox.y - (fieldBox.y + fieldBox.height)).toBeLessThanOrEqual(10);

    await field.fill("metadata.attributes.priority");
    await field.press("Enter");
    const values = page.getByRole("combobox", { name: "Filter A, condition 1: values" });
    await values.click();
    await expect(page.getByRole("listbox", { name: "Suggestions" })).toBeVisible();
    await values.pressSequentially("Emergancy");
    await values.press("Enter");
    await expect(page.getByRole("listbox", { name: "Suggestions" })).toHaveCount(0);
    await page.getByRole("button", { name: "Use “Emergency”" }).click();
    await expect(page.getByRole("button", { name: "Remove Emergency" })).toBeVisible();
    await test.step("and a list that is open goes under the bar at the top", async () => {
      await page.getByRole("combobox", { name: "Filter A, condition 2: field" }).click();
      const list = page.getByRole("listbox").filter({ visible: true });
      await expect(list).toBeVisible();
      const zOf = (element: Element) => Number(getComputedStyle(element).zIndex);
      expect(await list.evaluate(zOf)).toBeLessThan(await page.getByRole("banner").first().evaluate(zOf));
    });
  });
}

test("the focus goes on where the work does, when something is added and when it is removed", async ({ page }) => {
  await begin(page);
  const fieldOf = (condition: string) => page.getByRole("combobox", { name: `${condition}: field` });
  await expect(fieldOf("Filter A, condition 1")).toBeFocused();
  await page.getByRole("button", { name: "Add condition" }).press("Enter");
  await expect(fieldOf("Filter A, condition 2")).toBeFocused();
  await page.getByRole("button", { name: "Remove filter A, condition 2" }).press("Enter");
  await expect(fieldOf("Filter A, condition 1")).toBeFocused();
  await page.getByRole("button", { name: "Add filter" }).press("Enter");
  await expect(fieldOf("Filter B, condition 1")).toBeFocused();
  await page.getByRole("button", { name: "Remove filter A", exact: true }).press("Enter");
  await expect(fieldOf("Filter B, condition 1")).toHaveCount(0);
  await expect(fieldOf("Filter A, condition 1")).toBeFocused();
  await page.getByRole("button", { name: "Remove filter A", exact: true }).press("Enter");
  await expect(page.getByRole("button", { name: "Add filter" })).toBeFocused();
  await page.getByRole("button", { name: "Send to another subscription as well" }).press("Enter");
  await page.getByRole("button", { name: "Remove subscription 2" }).press("Enter");
  await expect(page.getByRole("button", { name: "Send to another subscription as well" })).toBeFocused();
});

async function begin(page: Page, trigger = "alert.read"): Promise<void> {
  await page.goto("/integrations/new");
  await page.getByRole("combobox", { name: "Triggers", exact: true }).click();
  await page.getByRole("option", { name: new RegExp(`^${trigger.replace(".", "\\.")}`) }).click();
  await page.getByRole("button", { name: "Add filter" }).click();
}

async function fill(page: Page, condition: string, values: string): Promise<void> {
  const field = page.getByRole("combobox", { name: `${condition}: field` });
  await field.fill(PATH);
  await field.press("Enter");
  await page.getByRole("combobox", { name: `${condition}: values` }).pressSequentially(values);
  await page.keyboard.press("Escape");
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("Nothing to drag.");
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2, start.y + 20, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2 + 8, { steps: 8 });
  await page.mouse.up();
}

test("Save is at hand however long the filters are, and never over what has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.goto("/integrations/new");
  const save = page.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeInViewport({ ratio: 1 });
  const top = (await save.boundingBox())?.y ?? 0;
  const enabled = page.getByRole("checkbox", { name: "Integration enabled" });
  await page.getByLabel("Name", { exact: true }).focus();
  for (let stops = 0; stops < 50 && !(await isFocused(enabled)); stops += 1) {
    const focused = await page.locator(":focus").boundingBox();
    expect((focused?.y ?? 0) + (focused?.height ?? 0), `stop ${stops}`).toBeLessThanOrEqual(top);
    await page.keyboard.press("Tab");
  }
  await expect(enabled).toBeFocused();
  await expect(save).toBeInViewport({ ratio: 1 });
});

const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
