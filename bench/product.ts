/** The whole product with its sample data, started for a measurement and ended after it. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "#db/embedded-postgres";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READY = "Ctrl-C stops it.";
const API_KEY = "key-of-the-bench-of-pages";
export const ADMIN = { email: "admin@example.com", password: "correct horse battery staple" };

export type BenchProduct = {
  url: string;
  /** GraphQL with a key that may do everything; throws for any error. */
  ask: <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>;
  stop: () => Promise<void>;
};

export async function startBenchProduct(): Promise<BenchProduct> {
  const folder = await mkdtemp(join(tmpdir(), "signalpost-bench-pages-"));
  const port = await findFreePort();
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATA_DIR: join(folder, "data"),
      PORT: String(port),
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      BOOTSTRAP_API_KEY: API_KEY,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(READY)) resolve();
    });
    child.once("close", () => reject(new Error(`The product did not start. It printed:\n${text}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  return { url, stop, ask: (query, variables) => askGraphql(url, query, variables) };
}

async function askGraphql<Data>(url: string, query: string, variables?: Record<string, unknown>): Promise<Data> {
  const response = await fetch(`${url}/api/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": API_KEY },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
}
