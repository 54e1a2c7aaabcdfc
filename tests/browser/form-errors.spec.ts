/** What a form refuses stands beside its field, in the server's words, and nothing that was typed is lost. */
import type { Page } from "@playwright/test";
import { makeTenant, signInAs } from "./other-tenants.ts";
import { expect, makeInbox, test } from "./product-under-test.ts";

test("an empty integration is refused field by field", async ({ page }) => {
  await page.goto("/integrations/new");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectFault(page, page.getByLabel("Triggers", { exact: true }), /^Choose a trigger\.$/);
  await expectFault(page, page.getByLabel("Name", { exact: true }), /name is empty/);
  await expectFault(page, page.getByLabel("Filter A, condition 1: field"), /field is empty/);
  await expectFault(page, page.getByLabel("Filter A, condition 1: values"), /no values/);
  await expectFault(
    page,
    page.getByRole("combobox", { name: "Existing subscription", exact: true }),
    /names no subscription/,
  );
  await expect(page.getByLabel("Triggers", { exact: true })).toBeFocused();
  await expect(page).toHaveURL("/integrations/new");
});

test("a new subscription's faults stand in the integration's form", async ({ page }) => {
  await page.goto("/integrations/new");
  await page.getByRole("combobox", { name: "Triggers" }).click();
  await page.getByRole("option", { name: /^alert\.read/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Kept as it was typed");
  await page.getByRole("radio", { name: "New subscription" }).click();
  const uri = page.getByLabel("URI", { exact: true });
  await uri.fill("https://10.1.2.3/hooks");
  await page.getByRole("radio", { name: "basic" }).click();
  await page.getByLabel("User name").fill("water");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectFault(page, uri, /10\.1\.2\.3 is no public address/);
  await expectFault(page, page.getByLabel("Password"), /\w+/);
  await expect(uri).toBeFocused();
  await expect(uri).toHaveValue("https://10.1.2.3/hooks");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Kept as it was typed");
  await uri.fill("http://hooks.example.com/");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectFault(page, uri, /https is expected/);
});

test("a subscription without event types is refused", async ({ page }) => {
  await page.goto("/subscriptions/new");
  await page.getByLabel("URI", { exact: true }).fill("https://hooks.example.com/");
  await page.getByRole("button", { name: /^(Save|Create)/ }).click();
  await expectFault(page, page.getByRole("checkbox", { name: "alert.sent" }), /event type/i);
});

test("a test from a form that was refused leads to what is wrong with the test, and nowhere else", async ({
  page,
  request,
}) => {
  await page.goto("/integrations/new");
  await page.getByRole("combobox", { name: "Triggers" }).click();
  await page.getByRole("option", { name: /^alert\.read/ }).click();
  await page.getByRole("radio", { name: "New subscription" }).click();
  await page.getByLabel("URI", { exact: true }).fill(await makeInbox(request));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  const send = page.getByRole("button", { name: /^Send test/ });
  await test.step("nothing is: the answer is in view", async () => {
    await send.click();
    await expect(page.getByRole("button", { name: "Send test again" })).toBeFocused();
    await expect(page.getByText("202", { exact: true })).toBeInViewport();
  });
  await test.step("the key is missing", async () => {
    await page.getByRole("radio", { name: "apiKey" }).click();
    await send.click();
    await expect(page.getByLabel("API key", { exact: true })).toBeFocused();
  });
});

test.describe("a save that fails for a reason of no field", () => {
  test.use({ expectedErrors: ["500 (Internal", "401 (Unauthorized)", "ERR_FAILED"] });
  const SAVES = [
    { what: "integration", path: "/integrations/new", answer: "CreateIntegration" },
    { what: "subscription", path: "/subscriptions/new", answer: "CreateSubscription" },
  ] as const;
  for (const { what, path, answer } of SAVES) {
    test(`says so where somebody who saves a new ${what} looks, and names the error`, async ({ page }) => {
      await page.goto(path);
      const save = page.getByRole("button", { name: "Save", exact: true });
      const note = page.getByRole("alert").filter({ hasText: /\w/ });
      for (const [status, extensions, sentence] of [
        [500, { code: "INTERNAL_SERVER_ERROR", errorId: "its-own-id" }, /The error has the id its-own-id\.$/],
        [401, { code: "UNAUTHENTICATED" }, /^Your session has ended\./],
      ] as const) {
        const stop = await answerWith(page, answer, { status, json: { errors: [{ message: "No.", extensions }] } });
        await save.click();
        await expect(note).toHaveText(sentence);
        await expect(note).toBeFocused();
        await expect(note).toBeInViewport();
        await stop();
      }
    });
  }
});

test.describe("a session that ends while somebody types", () => {
  test.use({ expectedErrors: ["401 (Unauthorized)"] });
  test("leaves the page as it is, says where to sign in, and goes on after that", async ({ page, context }) => {
    const person = await makeTenant();
    await signInAs(page, person, "/integrations/new");
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Typed before it ended");
    await context.clearCookies();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const note = page.getByRole("status").filter({ hasText: "Your session has ended" });
    const [door] = await Promise.all([
      context.waitForEvent("page"),
      note.getByRole("link", { name: "Sign in in a new tab" }).click(),
    ]);
    await signInAs(door, person, "/");
    await door.close();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(note).toHaveCount(0);
    await expect(name).toHaveValue("Typed before it ended");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectFault(page, page.getByLabel("Triggers", { exact: true }), /^Choose a trigger\.$/);
  });
});

/** Answers an operation without asking the server, until it is told to stop. */
async function answerWith(page: Page, operation: string, answer: { status: number; json: object }) {
  await page.route("/api/graphql", (route) =>
    route.request().postDataJSON().operationName === operation ? route.fulfill(answer) : route.fallback(),
  );
  return () => page.unroute("/api/graphql");
}

test("a number that is none is refused as it was typed", async ({ page }) => {
  await page.goto("/integrations/new");
  const hours = page.getByLabel("Tell when quiet for");
  for (const typed of ["1.5", "24h", "1e9"]) {
    await hours.fill(typed);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectFault(page, hours, new RegExp(`^The number of quiet hours is "${typed}"; a whole number from 1 to`));
  }
  await page.getByRole("radio", { name: "New subscription" }).click();
  await page.getByLabel("Retries", { exact: true }).click();
  await page.getByRole("option", { name: /^Custom/ }).click();
  const retries = page.getByLabel("Retries at most");
  await retries.fill("1.5");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectFault(page, retries, /is "1\.5"; a whole number from/);
});

/** The field is marked invalid, and the sentence that says why is on the page. */
async function expectFault(page: Page, field: ReturnType<Page["getByLabel"]>, sentence: RegExp): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  const ids = (await field.getAttribute("aria-describedby")) ?? (await describedByGroup(field));
  const error = ids.split(" ").find((id) => id.endsWith("-error"));
  await expect(page.locator(`[id="${error}"]`)).toHaveText(sentence);
}

/** Checkboxes are described by the group that they stand in. */
async function describedByGroup(field: ReturnType<Page["getByLabel"]>): Promise<string> {
  return (await field.locator("xpath=ancestor::fieldset[@aria-describedby][1]").getAttribute("aria-describedby")) ?? "";
}
