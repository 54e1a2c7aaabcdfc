/**
 * Several files of tests run in one process, one after the other, because loading packages is most of what a file
 * takes. Each begins all the same as if the process were new: modules of the product are evaluated anew, nothing of
 * the product is kept on globalThis, and the environment is what the test run was started with.
 */
import { vi } from "vitest";

const held = globalThis as typeof globalThis & { testEnvironment?: NodeJS.ProcessEnv };

// What the file before stubbed would be taken back before the first test of this one, out of what this one has set.
vi.unstubAllEnvs();
held.testEnvironment ??= { ...process.env };
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, held.testEnvironment);

for (const name of Object.keys(globalThis)) {
  if (name.startsWith("signalpost")) Reflect.deleteProperty(globalThis, name);
}

vi.resetModules();
