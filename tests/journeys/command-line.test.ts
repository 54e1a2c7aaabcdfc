/** The command line against the whole product: keys, publishing, watching, and integrations as code. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { graphql } from "#graphql/document";
import { type CommandLine, commandLineOf } from "../support/command-line.ts";
import { commandLineHereOf } from "../support/command-line-here.ts";
import { startProcess } from "../support/processes.ts";
import { type Product, startProduct } from "../support/product.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { waitFor } from "../support/wait-for.ts";

const Definitions = graphql(`
  query CommandLineDefinitions {
    webhookSubscriptions {
      edges {
        node {
          externalId
          name
          uri
          version
        }
      }
    }
    integrations {
      edges {
        node {
          externalId
          version
          filters {
            conditions {
              values
            }
          }
        }
      }
    }
  }
`);

const Events = graphql(`
  query CommandLineEvents($search: String!) {
    events(search: $search) {
      edges {
        node {
          externalId
        }
      }
    }
  }
`);

const CreateIntegration = graphql(`
  mutation CommandLineIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      userErrors {
        message
      }
    }
  }
`);

// Some steps are processes of their own, which take seconds on a machine that is busy.
vi.setConfig({ testTimeout: 180_000 });

let product: Product;
let receiver: Receiver;
let run: CommandLine;
/** In a process of its own: once for each command, each exit code and each way of reading and writing. */
let runProcess: CommandLine;
let folder: string;

beforeAll(async () => {
  receiver = await startReceiver();
  product = await startProduct();
  await product.startWorker();
  run = commandLineHereOf(product);
  runProcess = commandLineOf(product);
  folder = await mkdtemp(join(tmpdir(), "signalpost-cli-"));
});
afterAll(async () => {
  await product?.stop();
  await receiver?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const SECRETS = { CAD_PASSWORD: "s3cret-password", CAD_SECRET: "s3cret-shared", BOARD_X_TOKEN: "s3cret-token" };

function definitions({ cadName = "County CAD", priority = "Emergency" } = {}): string {
  return `version: 1
subscriptions:
  cad:
    name: ${cadName}
    uri: ${receiver.url}/cad
    mode: INTEGRATION
    eventTypes: [alert.sent]
    security:
      basic:
        username: county
        password: \${CAD_PASSWORD}
    secret: \${CAD_SECRET}
  board:
    name: Board
    uri: ${receiver.url}/board
    eventTypes: [alert.read]
    security:
      headers:
        - name: X-Token
          value: \${BOARD_X_TOKEN}
    retryPolicy: {maxRetries: 3}
    rateLimitPerSecond: 50
integrations:
  emergencies:
    name: "Emergencies: costs $\${none}"
    trigger: alert.sent
    filters:
      - name: By priority
        conditions:
          - {field: metadata.attributes.priority, values: [${priority}]}
          - {field: metadata.attributes.isReply, operator: NOT_EXISTS}
    actions: [cad]
`;
}

async function file(text: string, name = "signalpost.yaml"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function standing() {
  const { webhookSubscriptions, integrations } = await product.ask(Definitions, {});
  return {
    subscriptions: webhookSubscriptions.edges.map(({ node }) => node),
    integrations: integrations.edges.map(({ node }) => node),
  };
}

test("a dry run changes nothing, applying does, and applying twice changes nothing the second time", async () => {
  const path = await file(definitions());
  const dry = await run(["apply", "-f", path, "--dry-run"], { env: SECRETS });
  expect(dry).toMatchObject({ code: 0, stderr: "" });
  expect(dry.stdout).toContain("+ subscription cad");
  expect(dry.stdout).toContain("3 to create, 0 to change, 0 to delete.");
  expect(await standing()).toEqual({ subscriptions: [], integrations: [] });

  const unasked = await runProcess(["apply", "-f", path], { env: SECRETS });
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining("Nothing was changed.") });
  expect(await standing()).toEqual({ subscriptions: [], integrations: [] });

  const first = await run(["apply", "-f", path, "--yes"], { env: SECRETS });
  expect(first).toMatchObject({ code: 0, stderr: "" });
  for (const secret of Object.values(SECRETS)) expect(first.stdout + dry.stdout).not.toContain(secret);
  const after = await standing();
  expect(after.integrations).toMatchObject([{ externalId: "emergencies" }]);
  expect(after.subscriptions.map(({ externalId }) => externalId)).toEqual(["board", "cad"]);

  const second = await run(["apply", "-f", path, "--yes"]);
  expect(second).toEqual({ code: 0, stdout: "Nothing to change.\n", stderr: "" });
  expect(await standing()).toEqual(after);
});

test("a change is shown field by field, sends only what changed, and needs no secret for it", async () => {
  await run(["apply", "-f", await file(definitions()), "--yes"], { env: SECRETS });
  const path = await file(definitions({ cadName: "Harlan CAD", priority: "Emergency, 007" }));
  const changed = await runProcess(["apply", "-f", path, "--yes"]);
  expect(changed).toMatchObject({ code: 0, stderr: "" });
  expect(changed.stdout).toContain("~ subscription cad\n    name: County CAD → Harlan CAD\n");
  expect(changed.stdout).toContain('filters.0.conditions.0.values: ["Emergency"] → ["Emergency","007"]');
  expect(changed.stdout).toContain("0 to create, 2 to change, 0 to delete.");
  const { subscriptions, integrations } = await standing();
  expect(subscriptions.find(({ externalId }) => externalId === "cad")?.name).toBe("Harlan CAD");
  expect(integrations[0]?.filters[0]?.conditions[0]?.values).toEqual(["Emergency", "007"]);

  const again = await run(["apply", "-f", path, "--yes", "--update-secrets"], { env: SECRETS });
  expect(again).toMatchObject({ code: 0, stderr: "" });
  expect(again.stdout).toContain("security: none → sent again, with its secrets");
});

test("faults of the file are said with their place, and nothing is changed", async () => {
  const before = await standing();
  const path = await file(`${definitions()}    isEnable: false\n`, "bad.yaml");
  const refused = await runProcess(["apply", "-f", path, "--yes"]);
  expect(refused).toEqual({
    code: 2,
    stdout: "",
    stderr: `${path}:33:5 integrations.emergencies.isEnable: There is no such key here.\nNothing was changed.\n`,
  });
  expect(await standing()).toEqual(before);
});

test("what the server refuses stands beside its place in the file, and the rest is done", async () => {
  const text = `version: 1
subscriptions:
  private:
    uri: https://10.0.0.1/hook
    mode: INTEGRATION
    eventTypes: [alert.sent, alert.lost]
  fine:
    uri: ${receiver.url}/fine
    eventTypes: [alert.read]
integrations:
  dependent:
    name: Depends on what is refused
    trigger: alert.sent
    actions: [private]
`;
  const refused = await run(["apply", "-f", await file(text, "half.yaml"), "--yes"]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("half.yaml:4:5 subscriptions.private.uri: ");
  expect(refused.stderr).toContain("half.yaml:6:30 subscriptions.private.eventTypes.1: ");
  expect(refused.stderr).toContain("half.yaml:11:3 integrations.dependent: Left out");
  expect(refused.stdout).toContain("created subscription fine");
  const { subscriptions } = await standing();
  expect(subscriptions.map(({ externalId }) => externalId)).toContain("fine");
  expect(subscriptions.map(({ externalId }) => externalId)).not.toContain("private");
});

test("an export recreates everything where there is nothing, and prune is what deletes", async () => {
  await run(["apply", "-f", await file(definitions()), "--yes"], { env: SECRETS });
  const { createIntegration } = await product.ask(CreateIntegration, {
    input: {
      name: "Unnamed by anybody",
      trigger: "alert.sent",
      actions: [{ newSubscription: { name: "Siren log", uri: `${receiver.url}/log`, eventTypes: ["alert.sent"] } }],
    },
  });
  expect(createIntegration.userErrors).toEqual([]);
  const path = join(folder, "export.yaml");
  expect(await run(["export", "--file", path])).toMatchObject({ code: 0, stdout: "" });
  const exported = await readFile(path, "utf8");
  for (const secret of Object.values(SECRETS)) expect(exported).not.toContain(secret);
  expect(exported).toMatch(/password: \$\{CAD_PASSWORD\}/);
  expect(exported).toMatch(/unnamed-by-anybody:\n +id: int_/);

  const none = await file("version: 1\n", "none.yaml");
  const spared = await run(["apply", "-f", none, "--yes"]);
  expect(spared.stdout).toMatch(/^Nothing to change\.\n\d not in the file are left alone/);
  const pruned = await run(["apply", "-f", none, "--prune", "--yes"]);
  expect(pruned).toMatchObject({ code: 0, stderr: "" });
  expect(await standing()).toEqual({ subscriptions: [], integrations: [] });

  const recreated = await run(["apply", "-f", path, "--yes"], { env: SECRETS });
  expect(recreated).toMatchObject({ code: 0, stderr: "" });
  const again = await runProcess(["export"]);
  expect(again.stdout).toBe(exported.replaceAll(/^ +id: .*\n/gm, ""));
  expect(await run(["apply", "-f", path])).toMatchObject({ code: 0, stdout: "Nothing to change.\n" });
});

test("what has no externalId gets its key when it is applied where it stands", async () => {
  await run(["apply", "-f", await file("version: 1\n", "none.yaml"), "--prune", "--yes"]);
  await product.ask(CreateIntegration, {
    input: {
      name: "Sirens",
      trigger: "alert.sent",
      actions: [{ newSubscription: { name: "Sirens", uri: `${receiver.url}/s`, eventTypes: ["alert.sent"] } }],
    },
  });
  const path = await file((await run(["export"])).stdout, "adopt.yaml");
  const adopted = await run(["apply", "-f", path, "--yes"]);
  expect(adopted.stdout).toContain("externalId: none → sirens");
  expect(adopted.stdout).toContain("0 to create, 2 to change, 0 to delete.");
  expect(await run(["apply", "-f", path])).toMatchObject({ stdout: "Nothing to change.\n" });
  expect((await run(["export"])).stdout).not.toMatch(/^ +id: /m);
});

test("publishing from a pipe stops at a bad line, says which, and goes on where it is told to", async () => {
  const lines = [1, 2, 3, 4].map((number) =>
    JSON.stringify({ type: "alert.read", externalId: `pipe-${number}`, metadata: { word: "pipeline" } }),
  );
  const input = [lines[0], lines[1], "", "{broken", lines[2], lines[3]].join("\n");
  const stopped = await runProcess(["publish", "--portion", "2"], { input });
  expect(stopped).toMatchObject({ code: 1, stdout: "" });
  expect(stopped.stderr).toContain("line 4: This is no JSON");
  expect(stopped.stderr).toContain("Nothing of line 4 to line 5 was published.\n2 published, 0 known already.\n");
  expect(stopped.stderr).toContain("--skip 2");
  expect(await published("pipeline")).toEqual(["pipe-2", "pipe-1"]);

  const mended = await run(["publish", "-", "--skip", "2"], { input: input.replace("{broken", lines[2] ?? "") });
  expect(mended).toMatchObject({ code: 0, stdout: "2 published, 1 known already.\n" });
  expect(await published("pipeline")).toEqual(["pipe-4", "pipe-3", "pipe-2", "pipe-1"]);
});

test("a refused event is named with its field, and can be left out", async () => {
  const events = [
    { type: "alert.read", externalId: "good", metadata: { word: "leftover" } },
    { type: "alert.lost", metadata: [] },
    { specversion: "1.0", type: "alert.read", source: "/s", id: "1", data: { metadata: { word: "leftover" } } },
  ];
  const path = await file(JSON.stringify(events), "events.json");
  const refused = await run(["publish", path]);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^event 2: type: /m);
  expect(refused.stderr).toMatch(/^event 2: metadata: /m);
  expect(await published("leftover")).toEqual([]);
  const rest = await runProcess(["publish", path, "--skip-bad"]);
  expect(rest).toMatchObject({ code: 1, stdout: "2 published, 0 known already, 1 left out.\n" });
  expect(await published("leftover")).toEqual(["/s/1", "good"]);
});

async function published(search: string) {
  const { events } = await product.ask(Events, { search });
  return events.edges.map(({ node }) => node.externalId);
}

test("tail shows what publishing sets off, and after a lost connection what it has missed", async () => {
  await run(["apply", "-f", await file(definitions()), "--yes"], { env: SECRETS });
  const wire = await startWire(Number(new URL(product.url).port));
  const tail = startProcess(
    "scripts/signalpost.mjs",
    { SIGNALPOST_URL: wire.url, SIGNALPOST_API_KEY: product.apiKey },
    ["tail", "--integration", "emergencies"],
  );
  const emergency = (externalId: string) =>
    JSON.stringify({ type: "alert.sent", externalId, metadata: { attributes: { priority: "Emergency" } } });
  await tail.untilOutput("Watching");
  await run(["publish"], { input: emergency("seen") });
  await tail.untilOutput(/SUCCEEDED +alert\.sent {2}Emergencies: costs \$\{none\} → County CAD {2}Arrived/);

  await wire.cut();
  await tail.untilOutput("Trying again in 1 s.");
  await run(["publish"], { input: emergency("missed") });
  await receiver.waitFor(2, { matching: ({ path }) => path === "/cad" });
  await wire.mend();
  await tail.untilOutput("Connected again; some changes may have been missed.");
  await waitFor(() => (tail.output().match(/SUCCEEDED/g) ?? []).length === 2, { what: "the missed delivery" });
  expect(await tail.stop("SIGINT")).toBe(0);
  await wire.close();
});

/** A way to the product that can be cut. */
async function startWire(target: number) {
  const sockets = new Set<Socket>();
  const listen = (port: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer((socket) => {
        const onward = connect(target, "127.0.0.1");
        for (const each of [socket, onward]) {
          sockets.add(each);
          each.on("error", () => {}).once("close", () => sockets.delete(each));
        }
        socket.pipe(onward).pipe(socket);
      });
      server.listen(port, "127.0.0.1", () => resolve(server));
    });
  let server = await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const cut = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    mend: async () => {
      server = await listen(port);
    },
    close: cut,
  };
}

test("a key can be made, used, listed and ended", async () => {
  const made = await runProcess([
    "keys",
    "create",
    "--name",
    "Importer",
    "--permissions",
    "publish",
    "--expires",
    "30d",
  ]);
  expect(made.code).toBe(0);
  const key = made.stdout.trim();
  const publish = () => run(["publish", "--key", key], { input: '{"type": "alert.read"}' });
  expect(await publish()).toMatchObject({ code: 0, stdout: "1 published, 0 known already.\n" });
  const listed = await run(["keys", "list"]);
  expect(listed.stdout).toMatch(/^key_\S+ +Importer .* PUBLISH .* expires /m);
  expect(listed.stdout).not.toContain(key);
  const id = /^(key_\S+) +Importer/m.exec(listed.stdout)?.[1] ?? "";
  expect(await run(["keys", "revoke", id])).toMatchObject({ code: 0, stdout: "Importer is revoked.\n" });
  expect(await publish()).toMatchObject({ code: 1, stderr: expect.stringContaining("does not know this API key") });
  const refused = await run(["keys", "create", "--name", "", "--permissions", "READ"]);
  expect(refused).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^name: /) });
});
