/**
 * `npm run web`: pages and API on HOST and PORT, from the build, or with `--dev` from the sources as they change, until
 * SIGINT or SIGTERM or until the process that started it is gone. Requests under way are answered before it ends.
 */
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import { config } from "#config";
import { endWithParent } from "#jobs/end-with-parent";
import { watchFlushes } from "#jobs/group-commit";
import { log } from "#log";
import { isBuilt } from "./build.ts";
import { explainListenError } from "./check-port.ts";
import { completeSettings } from "./complete-settings.ts";
import { inOneSentence } from "./in-one-sentence.ts";
import { refusalOf } from "./page-requests.ts";
import { staticFiles } from "./static-files.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DRAIN_MS = 10_000;

/** Longer than load balancers keep a connection: who sends on one that is just being closed gets no answer. */
const KEEP_ALIVE_MS = 75_000;

/** Until there is something to end in order. */
let end: () => void = () => process.exit(1);
endWithParent(() => end());

await inOneSentence(async () => {
  await completeSettings();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const close = await serve(server, process.argv.includes("--dev"));
  endWhenTold(close);
  watchFlushes(() => {
    log().fatal("web server ends: the database has neither answered nor refused a statement for 45 seconds");
    process.exit(1);
  });
  process.send?.({ type: "ready" });
});

/** Resolves when the server listens, with how to end it. */
async function serve(server: Server, dev: boolean): Promise<() => Promise<void>> {
  const { HOST, PORT, PUBLIC_URL } = config();
  if (!dev && !(await isBuilt())) throw new Error("The pages are not built; run `npm run build` first.");
  Object.assign(process.env, {
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: PUBLIC_URL,
  });
  const { default: next } = await import("next");
  const { parseAndValidateFlightRouterState } = await import(
    "next/dist/server/app-render/parse-and-validate-flight-router-state.js"
  );
  const app = next({ dev, dir: ROOT, hostname: HOST, port: PORT, httpServer: server });
  await app.prepare();
  const answer = app.getRequestHandler();
  const answerStatic = dev ? () => false : staticFiles();
  server.on("request", (request, response) => {
    const refusal = refusalOf(request, parseAndValidateFlightRouterState);
    if (refusal) response.writeHead(refusal.status, refusal.headers).end(refusal.text);
    else if (!answerStatic(request, response)) void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(explainListenError(error, HOST, PORT)));
    server.listen(PORT, HOST, resolve);
  });
  return async () => {
    await drain(server);
    await app.close();
  };
}

/** Lets requests finish; those that last, such as live streams, are cut after a while. */
async function drain(server: Server): Promise<void> {
  const patience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(patience);
}

/** The first signal lets it finish, the second does not. */
function endWhenTold(close: () => Promise<void>): void {
  let isEnding = false;
  end = () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    void inOneSentence(close).then(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}
