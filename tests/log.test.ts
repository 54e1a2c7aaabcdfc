/** The log: what stands in a line about an error, and what never does. */
import { randomUUID } from "node:crypto";
import pino from "pino";
import { expect, test } from "vitest";
import { client } from "#db/client";
import { findUserByEmail } from "#db/users";
import { sessionOptions } from "#graphql/session";
import { TASKS } from "#jobs/tasks";
import { errorForLog } from "#log";
import { withDatabase } from "./support/api.ts";

withDatabase();

const SECRET = "hunter2-hunter2";

function carrying(fields: object, message = "It failed."): Error {
  return Object.assign(new Error(message), fields);
}

test("a failed query is told without the parameters that it was asked with", async () => {
  await client().sql`alter table users rename to people`;
  const error = await findUserByEmail(SECRET).catch((thrown: unknown) => thrown);
  await client().sql`alter table people rename to users`;
  for (const one of [error, new Error("A wrapper.", { cause: error })]) {
    const told = JSON.stringify(errorForLog(one));
    expect(told).toContain('relation \\"users\\" does not exist');
    expect(told).toContain("42P01");
    expect(told).not.toContain(SECRET);
  }
});

test("a job that fails leaves neither in the queue nor in its words what its query was asked with", async () => {
  const [tenantId, recoveryId] = [randomUUID(), randomUUID()];
  await client().sql`alter table recoveries rename to rescues`;
  const helpers = {} as Parameters<NonNullable<typeof TASKS.recover>>[1];
  const failing = Promise.resolve(TASKS.recover?.({ tenantId, recoveryId }, helpers));
  const error: unknown = await failing.catch((thrown: unknown) => thrown);
  await client().sql`alter table rescues rename to recoveries`;
  expect(String(error)).toContain('relation "recoveries" does not exist');
  expect(String(error)).not.toContain(recoveryId);
});

test.each([
  ["a connection", { options: { pass: [SECRET] } }],
  ["an address", { input: `postgresql://owner:${SECRET}@db/`, code: "ERR_INVALID_URL" }],
  ["a token", { jwt: SECRET, response: { body: { access_token: SECRET } } }],
  ["a row", { detail: `Key (secret)=(${SECRET}) already exists.` }],
  ["another error with it", { cause: carrying({ jwt: SECRET }) }],
])("an error that carries %s is told by its words alone", (_what, fields) => {
  const told = errorForLog(carrying(fields));
  expect(told).toMatchObject({ type: "Error", message: "It failed.", stack: expect.stringContaining("log.test") });
  expect(JSON.stringify(told)).not.toContain(SECRET);
});

test("errors that go round in a circle, and what is no error, are told too", () => {
  const round = carrying({});
  expect(JSON.stringify(errorForLog(Object.assign(round, { cause: round })))).toContain("It failed.");
  expect(errorForLog("text")).toEqual({ message: "text" });
});

test("a sign-in that fails leaves none of the provider's tokens in the log", () => {
  const lines: string[] = [];
  const held = globalThis as typeof globalThis & { signalpostLog?: pino.Logger };
  const before = held.signalpostLog;
  held.signalpostLog = pino({ serializers: { err: errorForLog } }, { write: (line: string) => lines.push(line) });
  try {
    const error = carrying({ jwt: SECRET }, "id_token expired");
    sessionOptions().logger?.error?.("OAUTH_CALLBACK_ERROR", { error, providerId: "oidc" });
    sessionOptions().logger?.error?.("JWT_SESSION_ERROR", error);
  } finally {
    if (before) held.signalpostLog = before;
    else delete held.signalpostLog;
  }
  const told = lines.map((line) => JSON.parse(line) as { code: string; err: { message: string } });
  expect(told.map(({ code, err }) => [code, err.message])).toEqual([
    ["OAUTH_CALLBACK_ERROR", "id_token expired"],
    ["JWT_SESSION_ERROR", "id_token expired"],
  ]);
  expect(lines.join()).not.toContain(SECRET);
});
