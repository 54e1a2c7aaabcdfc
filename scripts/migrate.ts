/** `npm run migrate`: brings the database at DATABASE_URL to the current shape, and ends. Safe to run at any time. */

import { ConfigError, readSettings } from "#config";
import { checkDatabase } from "#db/check-database";
import { migrate } from "#db/migrate";
import { inOneSentence } from "./in-one-sentence.ts";

await inOneSentence(async () => {
  const { DATABASE_URL } = readSettings(process.env);
  if (DATABASE_URL === null) throw new ConfigError(["DATABASE_URL is required: it says which database to migrate."]);
  await checkDatabase(DATABASE_URL);
  await migrate(DATABASE_URL);
  console.log("The database is up to date.");
});
