/** The lists of definitions: narrowed by state and by what one remembers, with the choice in the address. */
import { loseAnswers } from "./lost-answers.ts";
import { expect, makeInbox, makeIntegration, makeSubscription, test } from "./product-under-test.ts";

test("integrations are narrowed to those that are paused, and found by host and by value", async ({ page }) => {
  await page.goto("/integrations");
  const states = page.getByRole("radiogroup", { name: "State" });
  const rows = page.getByRole("table", { name: "Integrations" }).getByRole("row");
  const heads = 1;
  await test.step("a state and its count", async () => {
    const disabled = states.locator("label").filter({ hasText: "Disabled" });
    const count = Number((await disabled.innerText()).replace(/\D/g, ""));
    expect(count).toBeGreaterThan(0);
    await disabled.click();
    await expect(page).toHaveURL("/integrations?state=disabled");
    await expect(rows).toHaveCount(heads + count);
    await states.getByRole("radio", { name: /^All/ }).click();
    await expect(page).toHaveURL("/integrations");
  });
  const search = page.getByRole("searchbox", { name: "Search integrations" });
  for (const [what, text] of [
    ["by the host of a subscription", "dispatch.harlanfire"],
    ["by a value of a condition", "elm-street-school"],
  ] as const) {
    await test.step(what, async () => {
      await search.fill(text);
      await expect(page).toHaveURL(/q=/);
      await expect(page.getByRole("link", { name: "Hazmat alerts to fire dispatch" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Hospital surge to MedNet" })).toHaveCount(0);
    });
  }
  await test.step("nothing matches, and the way back is there", async () => {
    await search.fill("nothing is called that");
    await expect(page.getByText("No integration matches this filter")).toBeVisible();
    await page.getByRole("link", { name: /^Clear filters?$/ }).click();
    await expect(page.getByRole("link", { name: "Hospital surge to MedNet" })).toBeVisible();
  });
  // Here, because it changes the counts that are looked at above.
  await test.step("a switch keeps the focus while it takes effect", async () => {
    const enabled = page.getByRole("switch", { name: "Missing-person alerts to the media desk" });
    for (const isOn of [true, false]) {
      await enabled.press("Space");
      await expect(enabled).toBeChecked({ checked: isOn });
      await expect(enabled).not.toHaveAttribute("aria-busy");
      await expect(enabled).toBeFocused();
    }
  });
});

test("subscriptions are narrowed to those that are switched off", async ({ page }) => {
  await page.goto("/subscriptions");
  await page
    .getByRole("radiogroup", { name: "State" })
    .getByRole("radio", { name: /^Inactive/ })
    .click();
  await expect(page).toHaveURL("/subscriptions?state=inactive");
  await expect(page.getByRole("link", { name: "County website" })).toBeVisible();
  await expect(page.getByRole("link", { name: "911 CAD" })).toHaveCount(0);
});

test("a list is drawn anew by itself, but not under a finger", async ({ page, request }) => {
  await page.clock.install();
  await page.goto("/subscriptions");
  const rows = page.getByRole("table", { name: "Subscriptions" }).getByRole("row");
  await expect(rows.getByRole("link", { name: "911 CAD" })).toBeVisible();
  await test.step("while somebody is at a row, what came meanwhile waits", async () => {
    await rows.getByRole("link", { name: "911 CAD" }).focus();
    const uri = await makeInbox(request);
    await makeSubscription(request, { name: "Came by itself", uri, mode: "DIRECT", eventTypes: ["alert.read"] });
    await page.clock.runFor(25_000);
    await page.waitForLoadState("networkidle");
    await expect(rows.getByRole("link", { name: "Came by itself" })).toHaveCount(0);
  });
  await test.step("and stands there once they have left it", async () => {
    await page.getByRole("searchbox").focus();
    await page.clock.runFor(10_000);
    await expect(rows.getByRole("link", { name: "Came by itself" })).toBeVisible();
  });
});

test("subscriptions come with what needs attention first, or in the order that the address says", async ({ page }) => {
  await page.goto("/subscriptions");
  const links = page.getByRole("table", { name: "Subscriptions" }).locator("a[data-row]");
  const names = () => links.allInnerTexts();
  await expect(links.first()).toBeVisible();
  const ofAttention = await names();
  expect(ofAttention.indexOf("Fire dispatch CAD")).toBeLessThan(ofAttention.indexOf("County website"));
  expect(ofAttention.indexOf("County website")).toBeLessThan(ofAttention.indexOf("911 CAD"));
  await page.getByRole("radiogroup", { name: "Sort" }).getByRole("radio", { name: "Newest first" }).click();
  await expect(page).toHaveURL("/subscriptions?sort=newest");
  await expect.poll(names).not.toEqual(ofAttention);
  await page.goBack();
  await expect(page).toHaveURL("/subscriptions");
  await expect.poll(names).toEqual(ofAttention);
});

test("a subscription is switched, tried and deleted from its row", async ({ page, request }) => {
  const name = "Dock office";
  const uri = await makeInbox(request);
  await makeSubscription(request, { name, uri, mode: "DIRECT", eventTypes: ["taskList.completed", "alert.read"] });
  await page.goto("/subscriptions");
  const active = page.getByRole("switch", { name: `Active: ${name}` });
  const menu = page.getByRole("button", { name: `Actions: ${name}` });
  await test.step("switched off and on, with what becomes of its deliveries", async () => {
    await active.click();
    await expect(
      page.getByText("Its deliveries are held until it is active again. None is dropped.", { exact: true }),
    ).toBeVisible();
    await expect(active).not.toBeChecked();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Nothing was held.", { exact: true })).toBeVisible();
    await expect(active).toBeChecked();
  });
  await test.step("tried with a type of event that it listens to", async () => {
    await menu.click();
    await page.getByRole("menuitem", { name: "Send test…" }).click();
    const dialog = page.getByRole("dialog", { name: `Send test: ${name}` });
    await dialog.getByRole("combobox", { name: "Event type" }).click();
    await page.getByRole("option", { name: "alert.read" }).click();
    await expect(dialog).toContainText("A realistic alert.read goes out now");
    await dialog.getByRole("button", { name: "Send test" }).click();
    await expect(dialog).toContainText("202");
    await dialog.getByRole("button", { name: "Close" }).click();
  });
  await test.step("deleted after the consequence is said; one in use is not", async () => {
    await page.getByRole("button", { name: "Actions: 911 CAD" }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page.getByRole("alertdialog", { name: "911 CAD is in use" }).getByRole("button", { name: "Close" }).click();
    await menu.click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    const dialog = page.getByRole("alertdialog", { name: `Delete ${name}` });
    await expect(dialog).toContainText("Nothing is sent to it any more. Its history stays.");
    await dialog.getByRole("button", { name: "Delete subscription" }).click();
    await expect(active).toHaveCount(0);
    await expect(page).toHaveURL("/subscriptions");
  });
});

test("a count in a list opens exactly those deliveries in the history", async ({ page }) => {
  for (const [list, row, param] of [
    ["/integrations", "Road closures to the operations board", "integration"],
    ["/subscriptions", "MedNet bed board", "subscription"],
  ] as const) {
    await test.step(list, async () => {
      await page.goto(list);
      const link = page
        .getByRole("row")
        .filter({ hasText: row })
        .getByRole("link", { name: /^\d+ arrived$/ });
      const count = Number.parseInt(await link.innerText(), 10);
      await link.click();
      await expect(page).toHaveURL(new RegExp(`/history\\?${param}=\\w+&since=24h&status=SUCCEEDED$`));
      const deliveries = page.getByRole("table", { name: "Deliveries" });
      await expect(deliveries.locator("a[data-row]")).toHaveCount(count);
      await expect(deliveries.getByText("Succeeded", { exact: true })).toHaveCount(count);
    });
  }
  await test.step("attempts that failed open the deliveries whose attempts they are", async () => {
    await page.goto("/integrations");
    const row = page.getByRole("row").filter({ hasText: "Siren tests to the vendor's log" });
    await row.getByRole("link", { name: /attempts? failed$/ }).click();
    await expect(page).toHaveURL(/\/history\?integration=\w+&since=24h$/);
    await expect(page.getByRole("table", { name: "Deliveries" }).locator("a[data-row]")).not.toHaveCount(0);
  });
});

test("the history shows in one click what has not arrived, and what was answered with a code", async ({ page }) => {
  await page.goto("/history");
  const rows = page.getByRole("table", { name: "Deliveries" }).getByRole("row");
  const views = page.getByRole("navigation", { name: "Views" });
  await test.step("a view, its count, and where one is", async () => {
    const failed = views.getByRole("link", { name: /^Failed/ });
    const count = Number((await failed.innerText()).replace(/\D/g, ""));
    expect(count).toBeGreaterThan(0);
    await failed.click();
    await expect(page).toHaveURL("/history?status=FAILED");
    await expect(failed).toHaveAttribute("aria-current", "page");
    await expect(views.getByRole("link", { name: "All deliveries" })).not.toHaveAttribute("aria-current");
    await expect(rows.filter({ hasText: "Succeeded" })).toHaveCount(0);
    await views.getByRole("link", { name: "All deliveries" }).click();
    await expect(page).toHaveURL("/history");
  });
  await test.step("an answer", async () => {
    await page.getByRole("button", { name: "Answer" }).click();
    await page.getByRole("menuitemcheckbox", { name: "202" }).click();
    await expect(page).toHaveURL("/history?code=202");
    await page.keyboard.press("Escape");
    const answers = rows.filter({ has: page.getByText("202", { exact: true }) });
    const heads = 1;
    await expect(async () => expect(await rows.count()).toBe((await answers.count()) + heads)).toPass();
    expect(await answers.count()).toBeGreaterThan(0);
  });
});

test("Back takes back one choice after the other, and not a letter that was typed", async ({ page }) => {
  await page.goto("/events");
  await page.goto("/integrations");
  await page.getByRole("radiogroup", { name: "Sort" }).getByRole("radio", { name: "Newest first" }).click();
  await expect(page).toHaveURL("/integrations?sort=newest");
  await page
    .getByRole("radiogroup", { name: "State" })
    .getByRole("radio", { name: /^Failing/ })
    .click();
  await expect(page).toHaveURL("/integrations?sort=newest&state=failing");
  await page.getByRole("button", { name: "Trigger" }).click();
  await page.getByRole("menuitemcheckbox", { name: "alert.sent" }).click();
  await expect(page).toHaveURL("/integrations?sort=newest&state=failing&trigger=alert.sent");
  const search = page.getByRole("searchbox", { name: "Search integrations" });
  for (const text of ["fire", "fire dispatch"]) {
    await search.fill(text);
    await expect(page).toHaveURL(new RegExp(`trigger=alert\\.sent&q=${text.replace(" ", "\\+")}$`));
  }
  await page.goBack();
  await expect(page).toHaveURL("/integrations?sort=newest&state=failing");
  await expect(search).toHaveValue("");
  await page.goBack();
  await expect(page).toHaveURL("/integrations?sort=newest");
  await expect(page.getByRole("radio", { name: /^All/ })).toBeChecked();
  await page.goBack();
  await expect(page).toHaveURL("/integrations");
  await expect(page.getByRole("radio", { name: "Attention first" })).toBeChecked();
  await page.goBack();
  await expect(page).toHaveURL("/events");
});

for (const [list, path] of [
  ["Integrations", "/integrations"],
  ["Subscriptions", "/subscriptions"],
  ["Events", "/events"],
  ["Deliveries", "/history"],
] as const) {
  test(`${list}: rows are walked by arrows and opened by Enter, or by a click beside their text`, async ({ page }) => {
    await page.goto(path);
    const rows = page.getByRole("table", { name: list }).getByRole("row");
    const linkOf = (row: number) => rows.nth(row).locator("a[data-row]");
    await expect(async () => {
      // Again while the page is not yet taken over from the server's HTML.
      await linkOf(1).focus();
      await page.keyboard.press("ArrowDown");
      await expect(linkOf(2)).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(linkOf(1)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    const address = `${await linkOf(2).getAttribute("href")}`;
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(address);
    await page.goBack();
    await expect(page).toHaveURL(path);
    await rows.nth(2).click({ position: { x: 400, y: 3 } });
    await expect(page).toHaveURL(address);
  });
}

test("a row's switch, its menu and text that is marked in it do not open it", async ({ page }) => {
  await page.goto("/integrations");
  const row = page.getByRole("row").filter({ hasText: "Missing-person alerts to the media desk" });
  const enabled = row.getByRole("switch");
  for (const isOn of [true, false]) {
    await enabled.click();
    await expect(enabled).toBeChecked({ checked: isOn });
    await expect(enabled).not.toHaveAttribute("aria-busy");
  }
  await row.getByRole("button", { name: /^Actions/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await test.step("and the menu is a key away, the first time and again", async () => {
    const link = page.getByRole("link", { name: "Road closures to the operations board" });
    for (let times = 0; times < 2; times += 1) {
      await link.focus();
      await page.keyboard.press(".");
      await expect(page.getByRole("menu").getByRole("menuitem", { name: "Duplicate" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menu")).toHaveCount(0);
    }
  });
  const sentence = row.getByText("when", { exact: false }).first();
  const box = await sentence.boundingBox();
  if (!box) throw new Error("The row has no sentence.");
  await page.mouse.move(box.x + 2, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 8, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => window.getSelection()?.toString())).not.toBe("");
  await expect(page).toHaveURL("/integrations");
});

test.describe("elsewhere in the world", () => {
  test.use({ timezoneId: "America/New_York" });
  test("the page names the zone that its times are in", async ({ page }) => {
    await page.goto("/events");
    await expect(page.getByText("Times in America/New York", { exact: true })).toBeVisible();
    await page.setViewportSize({ width: 390, height: 800 });
    await expect(page.getByText("Times in America/New York", { exact: true })).toBeVisible();
  });
});

test.describe("an address that names nothing", () => {
  test.use({ expectedErrors: ["404"] });

  for (const path of ["/integrations", "/subscriptions", "/events", "/history"]) {
    test(`of a page that ${path} does not have says so, and blames no server`, async ({ page }) => {
      await page.goto(`${path}?after=garbage`);
      await expect(page.getByRole("heading", { name: "This address names nothing of your account" })).toBeVisible();
      await expect(page.getByText("The server could not answer")).toHaveCount(0);
    });
  }

  for (const path of ["/integrations/int_unknown", "/subscriptions/sub_unknown", "/events/evt_unknown"]) {
    test(`${path} has a title that says so`, async ({ page }) => {
      await page.goto(path);
      await expect(page).toHaveTitle("Not found · Signalpost");
    });
  }
});

test.describe("a switch whose answer is lost", () => {
  test.use({ expectedErrors: ["ERR_FAILED"] });
  test("shows what is stored, and the message claims nothing", async ({ page, request, baseURL }) => {
    const name = "Harbour sirens";
    const subscription = { name: "Harbour office", uri: `${baseURL}/api/receiver/nobody` };
    await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
    await page.goto(`/integrations?q=${encodeURIComponent(name)}`);
    const enabled = page.getByRole("switch", { name: `Enabled: ${name}` });
    await expect(enabled).toBeChecked();
    const { asked, stop } = await loseAnswers(page, "SetIntegrationEnabled");
    await enabled.click();
    const said = "The server did not answer, so it is not known whether this was done. Look before you do it again.";
    await expect(page.getByText(said, { exact: true })).toBeVisible();
    await expect(page.getByText("Nothing was changed")).toHaveCount(0);
    await expect(enabled).not.toBeChecked();
    await expect(enabled).toBeFocused();
    expect(asked()).toBe(1);
    await stop();
    await enabled.click();
    await expect(page.getByText(`${name} is enabled.`, { exact: true })).toBeVisible();
    await expect(enabled).toBeChecked();
  });
});
