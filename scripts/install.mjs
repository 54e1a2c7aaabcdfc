/**
 * Installs what package-lock.json says, if that has not been done. Plain JavaScript without dependencies, because it
 * runs before there are any.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STAMP = `${ROOT}node_modules/.signalpost-stamp`;

/** Resolves when node_modules is what the lock says. Throws with npm's own complaint when that fails. */
export async function ensureInstalled() {
  requireNode();
  const wanted = createHash("sha256")
    .update(await readFile(`${ROOT}package-lock.json`))
    .digest("hex");
  const found = await readFile(STAMP, "utf8").catch(() => "");
  if (found === wanted) return;
  console.log("Installing packages, which takes about a minute …");
  const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"]);
  if (code !== 0) throw new Error(`The packages could not be installed; npm says:\n${output.trim()}`);
  await writeFile(STAMP, wanted);
}

/** Throws if this Node.js is too old; the bound is package.json's. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 18)) {
    throw new Error(`Node.js 20.18.1 or later is needed; this is ${process.versions.node}.`);
  }
}

/** Runs a program in the project's folder and gathers what it prints. */
function run(command, parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
