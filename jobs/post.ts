/**
 * The only HTTP client of deliveries: one POST, no redirects, bounded in time and in what it reads. Whatever happens is
 * answered as a value; who reads it judges (webhooks/outcome).
 */
import { LRUCache } from "lru-cache";
import { Agent, type Dispatcher } from "undici";
import type { PostResult } from "#webhooks/outcome";
import { setDeadline } from "./deadlines.ts";
import { buildGuardedConnector } from "./guarded-connect.ts";
import { deliveryProxy, networkPolicy } from "./network-policy.ts";

/** Of an answer's body this much is kept (contract). */
const KEPT_BYTES_MAX = 16 * 1024;
/** An answer that goes on beyond this is cut off; its status counts. */
const READ_BYTES_MAX = 64 * 1024;
/** Also bounds the connections to one origin; attempts in flight per subscription are fewer. */
const CONNECTIONS_PER_ORIGIN = 256;
const HEADER_BYTES_MAX = 16 * 1024;
/** This status is a whole answer, whatever length is announced beside it. */
const NO_CONTENT = 204;
/** Whoever sends more of them before the answer sends nothing else. */
const INTERIM_ANSWERS_MAX = 16;

/** `uri` is absolute, http or https. */
export type PostRequest = { uri: string; headers: readonly [string, string][]; body: string; timeoutMs: number };

let agent: Agent | undefined;

/** Sends it; never rejects. `timeoutMs` is for everything together: connecting, sending, and the whole answer. */
export function post({ uri, headers, body, timeoutMs }: PostRequest): Promise<PostResult> {
  agent ??= new Agent({
    connect: buildGuardedConnector({ policy: networkPolicy(), proxy: deliveryProxy() }),
    connections: CONNECTIONS_PER_ORIGIN,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    maxHeaderSize: HEADER_BYTES_MAX,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const sender = agent;
  return new Promise((resolve) => {
    const answer = new AnswerReader(timeoutMs, resolve);
    try {
      sender.dispatch(
        {
          ...partsOf(uri),
          method: "POST",
          headers: headers.flat(),
          body,
        },
        answer,
      );
    } catch (error) {
      answer.onResponseError(null, error as Error);
    }
  });
}

type UriParts = { origin: string; path: string };
const knownParts = new LRUCache<string, UriParts>({ max: 10_000 });

function partsOf(uri: string): UriParts {
  const known = knownParts.get(uri);
  if (known) return known;
  const url = new URL(uri);
  const parts = { origin: url.origin, path: url.pathname + url.search };
  knownParts.set(uri, parts);
  return parts;
}

/** Closes idle connections, and those in use once their answers are complete. */
export async function closePost(): Promise<void> {
  const open = agent;
  agent = undefined;
  await open?.close();
}

/** Reads one answer for undici's dispatcher; settles exactly once. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #settle: (result: PostResult) => void;
  readonly #clearDeadline: () => void;
  #isSettled = false;
  #controller: Dispatcher.DispatchController | null = null;
  #statusCode = 0;
  #headers: [string, string][] = [];
  readonly #chunks: Buffer[] = [];
  #readBytes = 0;
  #interimAnswers = 0;
  #interimStatus: number | null = null;

  constructor(timeoutMs: number, settle: (result: PostResult) => void) {
    this.#settle = settle;
    this.#clearDeadline = setDeadline(timeoutMs, () => this.#giveUp());
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isSettled) controller.abort(new Error("The deadline passed before a connection was free."));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (statusCode < 200) {
      this.#interimAnswers += 1;
      this.#interimStatus = statusCode;
      if (this.#interimAnswers <= INTERIM_ANSWERS_MAX) return;
      this.#finish(interimAnswer(statusCode));
      controller.abort(new Error("Interim answers do not end."));
      return;
    }
    this.#statusCode = statusCode;
    this.#headers = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
    );
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#readBytes < KEPT_BYTES_MAX) this.#chunks.push(Buffer.from(chunk));
    this.#readBytes += chunk.length;
    if (this.#readBytes <= READ_BYTES_MAX) return;
    this.#finish(this.#response());
    controller.abort(new Error("The answer is longer than what is read of one."));
  }

  onResponseEnd(): void {
    this.#finish(this.#response());
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#statusCode === NO_CONTENT) this.#finish(this.#response());
    // undici takes it for granted that such a status is not the last word.
    else if (this.#interimStatus !== null && codeOf(error) === "ERR_ASSERTION") {
      this.#finish(interimAnswer(this.#interimStatus));
    } else this.#finish(describeFailure(error));
  }

  #response(): PostResult {
    return {
      kind: "response",
      statusCode: this.#statusCode,
      headers: this.#headers,
      // NUL is text to HTTP and none to PostgreSQL.
      body: Buffer.concat(this.#chunks).subarray(0, KEPT_BYTES_MAX).toString("utf8").replaceAll("\0", "\ufffd"),
      bodyTruncated: this.#readBytes > KEPT_BYTES_MAX,
    };
  }

  #giveUp(): void {
    const failure = this.#controller === null ? "unconnected" : "timeout";
    this.#finish({ kind: "failure", failure, detail: this.#statusCode === 0 ? null : String(this.#statusCode) });
    this.#controller?.abort(new Error("The deadline passed."));
  }

  #finish(result: PostResult): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#clearDeadline();
    this.#settle(result);
  }
}

/** A status that ends nothing, in the place of an answer. */
function interimAnswer(statusCode: number): PostResult {
  return { kind: "response", statusCode, headers: [], body: "", bodyTruncated: false };
}

/** undici ends a connection on which one of these comes unasked; by its message. */
const UNASKED_STATUS_CODES = new Map([
  ["bad response", 100],
  ["bad upgrade", 101],
]);

const DNS_CODES = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "ENODATA", "ESERVFAIL", "EREFUSED"]);
/** undici's own, and the operating system's when it gives up first. */
const CONNECT_TIMEOUT_CODES = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/;

/** Which layer failed, by the error's code (the first of several, when several addresses were tried). */
function describeFailure(error: Error): PostResult {
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const code = codeOf(first) ?? codeOf(first.cause) ?? codeOf(error) ?? null;
  if (code === "SIGNALPOST_BLOCKED_ADDRESS") return { kind: "failure", failure: "blocked", detail: first.message };
  if (code === "SIGNALPOST_PROXY") return { kind: "failure", failure: "connection", detail: first.message };
  const unasked = code === "UND_ERR_SOCKET" ? UNASKED_STATUS_CODES.get(first.message) : undefined;
  if (unasked !== undefined) return interimAnswer(unasked);
  if (first.name === "HTTPParserError") return { kind: "failure", failure: "connection", detail: first.name };
  return { kind: "failure", failure: failureOf(code), detail: code ?? first.message };
}

function failureOf(code: string | null) {
  if (code === null) return "connection";
  if (DNS_CODES.has(code)) return "dns";
  if (CONNECT_TIMEOUT_CODES.has(code)) return "connect-timeout";
  return TLS_CODE.test(code) ? "tls" : "connection";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
