/**
 * The process's log: JSON lines on stdout. One line says one thing that happened, with ids and durations as fields.
 * Secrets have no place in it: of errors it keeps the words, and what looks like a secret by its name is masked as a
 * last line of defence.
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
    serializers: { err: errorForLog },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  return held.signalpostLog;
}

const CAUSES_MAX = 3;

/** The words of a failed query repeat its parameters, which are the tenant's data; the driver's own error does not. */
export function withoutParameters(error: unknown): unknown {
  const isFailedQuery = error instanceof Error && "params" in error && error.cause instanceof Error;
  return isFailedQuery ? error.cause : error;
}

/**
 * Only these of an error and its causes: a driver's error may carry the whole connection, a provider's the token that it
 * refused, an address its password.
 */
export function errorForLog(error: unknown, depth = 0): object {
  const told = withoutParameters(error);
  if (!(told instanceof Error)) return { message: String(told) };
  return {
    type: told.name,
    message: told.message,
    stack: told.stack,
    ...("code" in told && { code: told.code }),
    ...(told.cause !== undefined && depth < CAUSES_MAX && { cause: errorForLog(told.cause, depth + 1) }),
  };
}
