/**
 * The process's log: JSON lines on stdout. One line says one thing that happened, with ids and durations as fields.
 * Secrets have no place in it; what looks like one by its name is masked as a last line of defence.
 */
import pino from "pino";
import { config } from "#config";

const SECRET_FIELDS = ["password", "secret", "apiKey", "authorization", "cookie", "token", "clientSecret"];

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostLog?: pino.Logger };

/** The logger, made on first use. */
export function log(): pino.Logger {
  held.signalpostLog ??= pino({
    level: config().LOG_LEVEL,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: "[masked]" },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  return held.signalpostLog;
}
