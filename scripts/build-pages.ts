/** `npm run build`: the build that `npm start` makes by itself, for those who run the parts on their own. */
import { ensureBuilt } from "./build.ts";
import { inOneSentence } from "./in-one-sentence.ts";

await inOneSentence(() => ensureBuilt(console.log));
