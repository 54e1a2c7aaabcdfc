/** Which server a command talks to, and with which key. */
import type { Command } from "commander";
import { Refusal } from "./refusal.ts";

/** `url` has no slash at its end. */
export type Connection = { url: string; key: string };

/** From --url and --key or their environment variables; a Refusal if they cannot be used. */
export function connectionOf(command: Command): Connection {
  const { url, key } = command.optsWithGlobals<{ url: string; key?: string }>();
  if (!key) throw new Refusal("An API key is needed: set SIGNALPOST_API_KEY, or give --key.", 2);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Refusal(`${url} is no address of a server; http://… or https://… is expected.`, 2);
  }
  return { url: url.replace(/\/+$/, ""), key };
}
