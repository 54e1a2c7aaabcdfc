/** One's own account: the name, and the password, which ends the other sessions but not this one. */
import { API_KEY, expect, test } from "./product-under-test.ts";

test.use({ isSignedIn: false });

const OLD = "an old password of mine";
const NEW = "a new password of mine";

test("somebody who may only look changes their name and password, and stays signed in here and nowhere else", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  const email = `vera${Date.now()}@harlancounty.example`;
  const query = `mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { message } } }`;
  const input = { email, name: "Vera Vane", role: "VIEWER", password: OLD };
  await request.post("/api/graphql", { headers: { "x-api-key": API_KEY }, data: { query, variables: { input } } });

  const other = await browser.newPage({ ...(baseURL && { baseURL }) });
  for (const each of [page, other]) {
    await each.goto("/sign-in");
    await each.getByLabel("E-mail").fill(email);
    await each.getByLabel("Password").fill(OLD);
    await each.getByRole("button", { name: "Sign in" }).click();
    await expect(each).toHaveURL("/");
  }

  await page.goto("/settings");
  await page.getByRole("link", { name: "Change name or password" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account");
  await page.getByLabel("Your name").fill("");
  await page.getByRole("button", { name: "Change name" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByLabel("Your name")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Your name").fill("Vera Vale");
  await page.getByRole("button", { name: "Change name" }).click();
  await expect(page.getByText("Your name is changed.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Vera Vale" })).toBeVisible();

  await page.getByLabel("Current password").fill("a guess");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(page.getByText(/^The new password is 5 characters long/)).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();
  await page.getByLabel("Current password").fill(OLD);
  await page.getByLabel("New password").fill(NEW);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText(/^Your password is changed\./).first()).toBeVisible();
  await expect(page.getByLabel("Current password")).toHaveValue("");

  await page.goto("/settings");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  await other.goto("/settings");
  await expect(other).toHaveURL(/\/sign-in\?callbackUrl=/);
  await other.close();
});
