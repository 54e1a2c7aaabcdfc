/** The door: who gets in, who does not, and where it leads. */
import { ADMIN, ask, expect, test } from "./product-under-test.ts";

test.use({ isSignedIn: false });

test.describe("someone who is refused", () => {
  test.use({ expectedErrors: ["401"] });

  test("is told so in one sentence, keeps what was typed, and may try again", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password").fill("a guess");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "No account" })).toHaveText(
      "No account has this e-mail and password.",
    );
    await expect(page.getByLabel("E-mail")).toHaveValue(ADMIN.email);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeFocused();
    await page.getByLabel("Password").fill(ADMIN.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/");
  });
});

test.describe("someone who was refused too often", () => {
  test.use({ expectedErrors: ["401"] });

  test("is told that it is for the tries, and what to do", async ({ page, request }) => {
    const email = "guessed@harlancounty.example";
    const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
    for (let index = 0; index < 10; index += 1) {
      await request.post("/api/auth/callback/credentials", {
        form: { csrfToken, email, password: "a guess", json: "true" },
      });
    }
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("a guess");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Too many tries" })).toHaveText(
      "Too many tries for this e-mail have failed. Wait a quarter of an hour, or ask an administrator to set a new password.",
    );
  });
});

test("the way leads back to the page that was asked for, and nowhere else", async ({ page }) => {
  await page.goto("/history?status=HELD");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(ADMIN.email.toUpperCase());
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByLabel("Password").press("Enter");
  await expect(page).toHaveURL("/history?status=HELD");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("History");
});

test("who may only look is told so, and of no integration where there is none", async ({ page, request }) => {
  const looker = { email: "looker@harlancounty.example", password: "looks but does not touch" };
  await ask(request, "mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { message } } }", {
    input: { ...looker, name: "Lou Looker", role: "VIEWER" },
  });
  await page.goto("/sign-in?callbackUrl=/integrations/new");
  await page.getByLabel("E-mail").fill(looker.email);
  await page.getByLabel("Password").fill(looker.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Your role can look but not change.")).toBeVisible();
  await expect(page.getByText("You can look at this integration")).toHaveCount(0);
  await page.goto("/integrations");
  await page.getByRole("link", { name: "Hospital surge to MedNet" }).click();
  await expect(page.getByText("You can look at this integration but not change it.")).toBeVisible();
});

test("signing out ends it", async ({ page }) => {
  await page.goto("/sign-in?callbackUrl=https://elsewhere.example/");
  await page.getByLabel("E-mail").fill(ADMIN.email);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { name: "Are we reaching them?" })).toBeVisible();
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  await expect(async () => {
    // Again while the page is not yet taken over from the server's HTML.
    await page.getByRole("button", { name: "Administrator" }).click();
    await expect(signOut).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await signOut.click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/integrations");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
});

test("the icon is found under the name that browsers try by themselves, signed in or not", async ({ request }) => {
  const icon = await request.get("/favicon.ico", { maxRedirects: 0 });
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toBe("image/svg+xml");
});
