/** Starts the product once for all tests of the pages, waits until its sample data is delivered, and signs in. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type FullConfig } from "@playwright/test";
import { findFreePort } from "#db/embedded-postgres";
import { POSTGRES_USER } from "#db/embedded-postgres-cluster";
import { startProcess } from "../support/processes.ts";
import { waitFor } from "../support/wait-for.ts";
import { ADMIN, API_KEY, type BrowserProduct, publishProduct } from "./product-under-test.ts";

/** Long enough for what is due at once; the receiver that is not there is retried for days. */
const DELIVERED_WITHIN_MS = 60_000;

export default async function startProduct(config: FullConfig): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "signalpost-browser-"));
  const port = await findFreePort();
  const data = join(folder, "data");
  const place = { url: `http://127.0.0.1:${port}`, session: join(folder, "session.json") };
  const running = startProcess("scripts/start.mjs", {
    DATA_DIR: data,
    PORT: String(port),
    BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    BOOTSTRAP_API_KEY: API_KEY,
    BOOTSTRAP_TENANT: "Harlan County OEM",
  });
  const stop = async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await running.untilOutput("Ctrl-C stops it.", 180_000);
    await waitFor(() => isSampleDataDelivered(place.url), { timeoutMs: DELIVERED_WITHIN_MS, what: "sample data" });
    await signIn(place, config);
    publishProduct({ ...place, databaseUrl: await embeddedDatabaseUrl(data) });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Of the database that the product keeps in its data folder: the fourth line of PostgreSQL's lock file is the port. */
async function embeddedDatabaseUrl(data: string): Promise<string> {
  const { POSTGRES_PASSWORD } = JSON.parse(await readFile(join(data, "secrets.json"), "utf8"));
  const lock = await readFile(join(data, "postgres", "cluster", "postmaster.pid"), "utf8");
  return `postgresql://${POSTGRES_USER}:${POSTGRES_PASSWORD}@127.0.0.1:${lock.split("\n")[3]}/signalpost`;
}

/** Every status that the sample data brings about to stay is there, and nothing waits for its first attempt. */
async function isSampleDataDelivered(url: string): Promise<boolean> {
  const statuses = ["PENDING", "SUCCEEDED", "HELD", "FAILED"];
  const fields = statuses.map(
    (status) => `${status}: deliveries(first: 1, filter: { statuses: [${status}] }) { totalCount }`,
  );
  const response = await fetch(`${url}/api/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": API_KEY },
    body: JSON.stringify({ query: `{ ${fields.join(" ")} }` }),
  });
  const { data } = (await response.json()) as { data: Record<string, { totalCount: number }> };
  return statuses.every((status) => (data[status]?.totalCount === 0) === (status === "PENDING"));
}

async function signIn({ url, session }: Omit<BrowserProduct, "databaseUrl">, config: FullConfig): Promise<void> {
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  const page = await browser.newPage({ baseURL: url });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(ADMIN.email);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${url}/`);
  await page.context().storageState({ path: session });
  await browser.close();
}
