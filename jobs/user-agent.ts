/** How requests name their sender: `Signalpost/<version>`. */
import { readFileSync } from "node:fs";
import * as z from "zod";

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(`${process.cwd()}/package.json`, "utf8")));

export const USER_AGENT = `Signalpost/${version}`;
