/** `npm run worker`: the worker program, with the settings it needs; jobs/worker.ts does the rest. */
import { completeSettings } from "./complete-settings.ts";
import { inOneSentence } from "./in-one-sentence.ts";

await inOneSentence(async () => {
  await completeSettings();
  await import("#jobs/worker");
});
