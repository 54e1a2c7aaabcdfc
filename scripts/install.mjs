/**
 * Installs what package-lock.json says, if that is not what is installed. Plain JavaScript without dependencies,
 * because it runs before there are any.
 */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NODE_MIN = [20, 18, 1];

/**
 * Resolves when node_modules is what the lock says, however it came to be so. `dev`: also what only tests and checks
 * need. Throws with npm's own complaint when it cannot be made so.
 */
export async function ensureInstalled({ dev }) {
  requireNode();
  if (await isInstalled(dev)) return;
  console.log("Installing packages, which takes about a minute …");
  const { code, output } = await runNpm(["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"]);
  if (code !== 0) throw new Error(`The packages could not be installed; npm says:\n${output.trim()}`);
}

function requireNode() {
  const found = process.versions.node.split(".").map(Number);
  const at = NODE_MIN.findIndex((part, index) => part !== found[index]);
  if (at >= 0 && found[at] < NODE_MIN[at]) {
    throw new Error(`Node.js ${NODE_MIN.join(".")} or later is needed; this is ${process.versions.node}.`);
  }
}

/** npm keeps what it installed in a lock of its own, which it writes last. */
async function isInstalled(dev) {
  const [wanted, found] = await Promise.all([
    readLock("package-lock.json"),
    readLock("node_modules/.package-lock.json"),
  ]);
  if (!wanted || !found) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const isNeedless = path === "" || entry.optional || (entry.dev && !dev);
    return isNeedless || found.packages[path]?.integrity === entry.integrity;
  });
}

async function readLock(file) {
  return readFile(`${ROOT}${file}`, "utf8").then(JSON.parse, () => null);
}

function runNpm(parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", parameters, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
