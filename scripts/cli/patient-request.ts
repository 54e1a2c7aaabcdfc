/**
 * One POST to the server that waits when it is told to wait (429 with Retry-After), and tries again after a lost
 * connection where that is harmless. Leaves what an answer means to the caller.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Connection } from "./connection.ts";
import { Refusal } from "./refusal.ts";

export type PatientRequest = {
  path: string;
  contentType: string;
  body: string;
  /** Sending it twice does no harm, so that it may be tried again when nobody knows whether it arrived. */
  isRepeatable: boolean;
  /** Told before each pause, with its cause and length. */
  onPause: (sentence: string) => void;
};

const REPEATS_MAX = 5;
const PAUSE_MS_MAX = 60_000;
const UNAVAILABLE = [502, 503, 504];

/** Status and JSON of the answer. A Refusal when there is none to be had, or when the key is not known. */
export async function requestPatiently(
  connection: Connection,
  request: PatientRequest,
): Promise<{ status: number; json: unknown }> {
  for (let repeats = 0; ; ) {
    const answer = await send(connection, request);
    if (answer instanceof Response && answer.status === 429) {
      const seconds = Math.max(1, Number(answer.headers.get("retry-after")) || 1);
      await answer.body?.cancel();
      await pause(request, "The server asks for a pause", seconds * 1000);
    } else if (request.isRepeatable && repeats < REPEATS_MAX && isPassing(answer)) {
      repeats += 1;
      await pause(request, `${problemOf(answer, connection)} Trying again`, 500 * 2 ** repeats);
    } else return read(answer, connection);
  }
}

async function pause({ onPause }: PatientRequest, what: string, ms: number): Promise<void> {
  const bounded = Math.min(ms, PAUSE_MS_MAX);
  onPause(`${what} in ${bounded / 1000} s.`);
  await delay(bounded);
}

async function send({ url, key }: Connection, { path, contentType, body }: PatientRequest): Promise<Response | Error> {
  try {
    const headers = { "content-type": contentType, "x-api-key": key };
    return await fetch(url + path, { method: "POST", headers, body });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isPassing(answer: Response | Error): boolean {
  return answer instanceof Error || UNAVAILABLE.includes(answer.status);
}

function problemOf(answer: Response | Error, { url }: Connection): string {
  if (answer instanceof Response) return `${url} answered ${answer.status}.`;
  const { cause } = answer;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code === "ECONNREFUSED"
    ? `Nothing listens at ${url}.`
    : `${url} cannot be reached (${code || (cause instanceof Error ? cause.message : answer.message)}).`;
}

async function read(answer: Response | Error, connection: Connection): Promise<{ status: number; json: unknown }> {
  if (answer instanceof Error) {
    throw new Refusal(
      `${problemOf(answer, connection)} Is the server running? Its address is --url or SIGNALPOST_URL.`,
    );
  }
  if (answer.status === 401) throw new Refusal(`${connection.url} does not know this API key, or it has ended.`);
  try {
    return { status: answer.status, json: await answer.json() };
  } catch {
    throw new Refusal(`${connection.url} answered ${answer.status} without JSON. Is this a Signalpost server?`);
  }
}
