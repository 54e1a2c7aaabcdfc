/**
 * The snippets that receivers copy hold against signatures as they are really made, refuse everything else, and stand
 * in the documentation as they are tested.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildSignature, buildSigningKey, type SigningKey } from "#webhooks/signature";

type Request = { body: string; headers: Record<string, string>; key: string; now: number };

const FOLDER = "examples/receivers";
const NOW = new Date("2026-11-23T19:05:00Z");
const NOW_SECONDS = NOW.getTime() / 1000;
const BODY = '{"id": "evt_1", "data": {"subject": "Überschwemmung – 🚨"}}';
const [KEY, OLD_KEY, STRANGE_KEY] = [1, 2, 3].map(() => buildSigningKey(randomBytes(32))) as [string, string, string];

function signed(keys: string[], timestamp = NOW_SECONDS): Request["headers"] {
  const all: SigningKey[] = keys.map((key, age) => ({
    key,
    createdAt: new Date(NOW.getTime() - age),
    expiresAt: null,
  }));
  return {
    "webhook-id": "dlv_1",
    "webhook-timestamp": String(timestamp),
    "webhook-signature": buildSignature("dlv_1", timestamp, BODY, all, NOW),
  };
}

const genuine: Request = { body: BODY, headers: signed([KEY]), key: KEY, now: NOW_SECONDS };
const without = (name: string) => Object.fromEntries(Object.entries(genuine.headers).filter(([each]) => each !== name));

const CASES: [what: string, request: Request, holds: boolean][] = [
  ["a genuine request", genuine, true],
  ["while keys are rotated, with the new key", { ...genuine, headers: signed([KEY, OLD_KEY]) }, true],
  ["while keys are rotated, with the old key", { ...genuine, headers: signed([OLD_KEY, KEY]) }, true],
  ["four minutes late", { ...genuine, headers: signed([KEY], NOW_SECONDS - 240) }, true],
  ["six minutes late", { ...genuine, headers: signed([KEY], NOW_SECONDS - 360) }, false],
  ["six minutes early", { ...genuine, headers: signed([KEY], NOW_SECONDS + 360) }, false],
  ["another body", { ...genuine, body: BODY.replace("evt_1", "evt_2") }, false],
  ["another id", { ...genuine, headers: { ...genuine.headers, "webhook-id": "dlv_2" } }, false],
  [
    "another timestamp",
    { ...genuine, headers: { ...genuine.headers, "webhook-timestamp": `${NOW_SECONDS + 1}` } },
    false,
  ],
  ["a strange key", { ...genuine, key: STRANGE_KEY }, false],
  ["no id", { ...genuine, headers: without("webhook-id") }, false],
  ["no timestamp", { ...genuine, headers: without("webhook-timestamp") }, false],
  ["no signature", { ...genuine, headers: without("webhook-signature") }, false],
  ["a timestamp that is no number", { ...genuine, headers: { ...genuine.headers, "webhook-timestamp": "now" } }, false],
  [
    "a signature that is none",
    { ...genuine, headers: { ...genuine.headers, "webhook-signature": "v1,é v1 v2,x" } },
    false,
  ],
];

/** Programs that read the requests as JSON and print, as JSON, which of them hold. */
const RUNNERS = {
  node: [
    "--input-type=module",
    "--eval",
    `import { readFileSync } from "node:fs";
     import { verify } from "./${FOLDER}/verify.mjs";
     const requests = JSON.parse(readFileSync(0, "utf8"));
     console.log(JSON.stringify(requests.map(({ body, headers, key, now }) => verify(Buffer.from(body), headers, key, now))));`,
  ],
  python3: [
    "-c",
    `import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "${FOLDER}")
from verify import verify
requests = json.load(sys.stdin)
print(json.dumps([verify(r["body"].encode(), r["headers"], r["key"], r["now"]) for r in requests]))`,
  ],
  php: [
    "-r",
    `require "${FOLDER}/verify.php";
     $requests = json_decode(stream_get_contents(STDIN), true);
     echo json_encode(array_map(fn($r) => verify($r["body"], $r["headers"], $r["key"], $r["now"]), $requests));`,
  ],
  ruby: [
    "-rjson",
    "-e",
    `require "./${FOLDER}/verify.rb"
     requests = JSON.parse($stdin.read.force_encoding("UTF-8"))
     puts JSON.generate(requests.map { |r| verify(r["body"], r["headers"], r["key"], r["now"]) })`,
  ],
};

describe.each(Object.entries(RUNNERS))("%s", (program, parameters) => {
  const isThere = spawnSync(program, ["--version"]).status === 0;
  test.runIf(isThere)("believes genuine requests, and no others", () => {
    const input = JSON.stringify(CASES.map(([, request]) => request));
    const env = { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONUTF8: "1" };
    const holds = JSON.parse(execFileSync(program, parameters, { input, env, encoding: "utf8" }));
    expect(CASES.map(([what], index) => [what, holds[index]])).toEqual(
      CASES.map(([what, , expected]) => [what, expected]),
    );
  });
});

/** Compiled languages read no JSON by themselves: they get the fields of each request, in base64, on a line. */
function asLines(): string {
  const encode = (text: string | undefined) => Buffer.from(text ?? "").toString("base64");
  return CASES.map(([, { body, headers, key, now }]) => {
    const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = headers;
    return [body, id, timestamp, signature, key, String(now)].map(encode).join(",");
  }).join("\n");
}

const JAVA = `import java.util.*;
import java.nio.charset.StandardCharsets;
class Runner {
  public static void main(String[] args) throws Exception {
    for (Scanner lines = new Scanner(System.in); lines.hasNextLine();) {
      List<String> all = new ArrayList<>();
      for (String field : lines.nextLine().split(",", -1))
        all.add(new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8));
      Map<String, String> headers = new HashMap<>();
      headers.put("webhook-id", all.get(1));
      headers.put("webhook-timestamp", all.get(2));
      headers.put("webhook-signature", all.get(3));
      byte[] body = all.get(0).getBytes(StandardCharsets.UTF_8);
      System.out.println(Verify.verify(body, headers, all.get(4), Long.parseLong(all.get(5))));
    }
  }
}`;

const GO = `package receiver
import ("bufio"; "encoding/base64"; "fmt"; "net/http"; "os"; "strconv"; "strings"; "testing"; "time")
func TestCases(t *testing.T) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var all []string
		for _, field := range strings.Split(lines.Text(), ",") {
			text, _ := base64.StdEncoding.DecodeString(field)
			all = append(all, string(text))
		}
		header := http.Header{}
		for at, name := range []string{"webhook-id", "webhook-timestamp", "webhook-signature"} { header.Set(name, all[at+1]) }
		now, _ := strconv.ParseInt(all[5], 10, 64)
		fmt.Println(Verify([]byte(all[0]), header, all[4], time.Unix(now, 0)))
	}
}`;

const expectedLines = CASES.map(([what, , expected]) => `${what}: ${expected}`);
const namedLines = (output: string) =>
  output
    .trim()
    .split("\n")
    .filter((line) => /^(true|false)$/.test(line))
    .map((line, index) => `${CASES[index]?.[0]}: ${line}`);
const isInstalled = (program: string, ...parameters: string[]) => spawnSync(program, parameters).status === 0;

describe("compiled languages", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "signalpost-verify-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test.runIf(isInstalled("javac", "-version"))(
    "Java believes genuine requests, and no others",
    { timeout: 120_000 },
    async () => {
      await writeFile(join(folder, "Runner.java"), JAVA);
      execFileSync("javac", ["-encoding", "UTF-8", "-d", folder, `${FOLDER}/Verify.java`, join(folder, "Runner.java")]);
      const output = execFileSync("java", ["-cp", folder, "Runner"], { input: asLines(), encoding: "utf8" });
      expect(namedLines(output)).toEqual(expectedLines);
    },
  );

  test.runIf(isInstalled("go", "version"))(
    "Go believes genuine requests, and no others",
    { timeout: 120_000 },
    async () => {
      await writeFile(join(folder, "go.mod"), "module receiver\n");
      await copyFile(`${FOLDER}/verify.go`, join(folder, "verify.go"));
      await writeFile(join(folder, "verify_test.go"), GO);
      const env = { ...process.env, GOFLAGS: "-mod=mod", GOCACHE: join(folder, "cache"), GO111MODULE: "on" };
      const build = ["test", "-c", "-o", "run"];
      execFileSync("go", build, { cwd: folder, env });
      const output = execFileSync(join(folder, "run"), { cwd: folder, input: asLines(), encoding: "utf8" });
      expect(namedLines(output)).toEqual(expectedLines);
    },
  );
});

test.runIf(isInstalled("openssl", "version"))("openssl by hand judges every signature alike", async () => {
  const folder = await mkdtemp(join(tmpdir(), "signalpost-verify-"));
  const timeless = CASES.filter(([what]) => !what.includes("minutes"));
  const judged = await Promise.all(
    timeless.map(async ([what, { body, headers, key }], index) => {
      const file = join(folder, String(index));
      await writeFile(file, body);
      const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
      const parameters = [`${FOLDER}/verify.sh`, file, ...names.map((name) => headers[name] ?? "")];
      const env = { ...process.env, SIGNALPOST_SIGNING_KEY: key };
      return [what, spawnSync("sh", parameters, { env }).status === 0];
    }),
  );
  await rm(folder, { recursive: true });
  expect(judged).toEqual(timeless.map(([what, , expected]) => [what, expected]));
});

const SHOWN = [
  "verify.mjs",
  "verify.py",
  "verify.go",
  "Verify.java",
  "verify.php",
  "verify.rb",
  "Verify.cs",
  "verify.sh",
];
test.each(SHOWN)("the documentation shows %s as it is", (name) => {
  const documentation = readFileSync("docs/receivers.md", "utf8");
  expect(documentation).toContain(readFileSync(`${FOLDER}/${name}`, "utf8").trimEnd());
});
