/**
 * How receivers verify requests, in several languages: the files of examples/receivers, which docs/receivers.md shows and
 * the tests run, read once. What stands on the page is what was tested.
 */
import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Set for whoever runs a snippet; no key stands in a program. */
export const KEY_VARIABLE = "SIGNALPOST_SIGNING_KEY";

const FOLDER = join(process.cwd(), "examples", "receivers");

/** `call`: how a receiver uses it, with the key from the environment. */
const LANGUAGES = [
  {
    label: "Node.js",
    file: "verify.mjs",
    call: `verify(body, request.headers, process.env.${KEY_VARIABLE})`,
  },
  { label: "Python", file: "verify.py", call: `verify(body, headers, os.environ["${KEY_VARIABLE}"])` },
  {
    label: "Go",
    file: "verify.go",
    call: `Verify(body, request.Header, os.Getenv("${KEY_VARIABLE}"), time.Now())`,
  },
  {
    label: "Java",
    file: "Verify.java",
    call: `Verify.verify(body, headers, System.getenv("${KEY_VARIABLE}"), Instant.now().getEpochSecond())`,
  },
  { label: "PHP", file: "verify.php", call: `verify($body, $headers, getenv('${KEY_VARIABLE}'))` },
  { label: "Ruby", file: "verify.rb", call: `verify(body, headers, ENV.fetch("${KEY_VARIABLE}"))` },
  {
    label: "C#",
    file: "Verify.cs",
    call: `Webhook.Verify(body, name => request.Headers[name], Environment.GetEnvironmentVariable("${KEY_VARIABLE}")!, DateTimeOffset.UtcNow.ToUnixTimeSeconds())`,
  },
  {
    label: "openssl",
    file: "verify.sh",
    call: 'sh verify.sh body.json "$webhook_id" "$webhook_timestamp" "$webhook_signature"',
  },
];

export type VerifySnippet = { label: string; file: string; call: string; text: string };

let read: VerifySnippet[] | undefined;

export function verifySnippets(): VerifySnippet[] {
  read ??= LANGUAGES.map((language) => ({
    ...language,
    text: readFileSync(join(FOLDER, language.file), "utf8").trimEnd(),
  }));
  return read;
}
