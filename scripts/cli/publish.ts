/**
 * `signalpost publish`: publishes events from a file or standard input, portion by portion. The first portion that is
 * refused ends it, so that nothing is lost from view; --skip-bad leaves the faulty events out and goes on.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { type Command, InvalidArgumentError } from "commander";
import { EVENTS_MAX } from "#webhooks/event";
import { type Connection, connectionOf } from "./connection.ts";
import { type GivenEvent, readGivenEvents } from "./given-events.ts";
import { cutPortions } from "./portions.ts";
import { publishPortion } from "./publish-portion.ts";
import { type PublishProgress, startProgress } from "./publish-progress.ts";
import { Refusal } from "./refusal.ts";

type Options = { skip: number; portion: number; skipBad?: boolean };

/** `seen`: all events that were dealt with, also those left out. */
type Counts = { seen: number; accepted: number; duplicates: number; leftOut: number; bytes: number };

export function addPublish(program: Command): void {
  program
    .command("publish")
    .description("publishes events: JSON, a JSON array or NDJSON, also of CloudEvents (needs PUBLISH)")
    .argument("[file]", "a file; - or nothing: standard input", "-")
    .option("--skip <n>", "leave out the first n events, to go on where an earlier run ended", wholeNumber(0), 0)
    .option("--portion <n>", `events in one request, 1 to ${EVENTS_MAX}`, wholeNumber(1, EVENTS_MAX), EVENTS_MAX)
    .option("--skip-bad", "leave out events that are refused instead of stopping; the exit code is 1 all the same")
    .action(publish);
}

function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return number;
    const most = max === Number.MAX_SAFE_INTEGER ? "" : ` and at most ${max}`;
    throw new InvalidArgumentError(`A whole number of at least ${min}${most} is expected.`);
  };
}

async function publish(file: string, options: Options, command: Command): Promise<void> {
  const connection = connectionOf(command);
  const { input, bytes } = await openInput(file);
  const progress = startProgress(bytes);
  const counts: Counts = { seen: 0, accepted: 0, duplicates: 0, leftOut: 0, bytes: 0 };
  try {
    const events = withoutFirst(readGivenEvents(input), options.skip, counts);
    for await (const portion of cutPortions(events, options.portion)) {
      await publishWhole(connection, portion, options, counts, progress);
      progress.advance(counts.seen, counts.bytes);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(`${error.message}\n${summaryOf(counts)}\n${howToGoOn(counts)}`);
  } finally {
    progress.stop();
    input.destroy();
  }
  console.log(summaryOf(counts));
  if (counts.leftOut > 0) process.exitCode = 1;
}

async function openInput(file: string): Promise<{ input: Readable; bytes: number | null }> {
  if (file === "-") return { input: process.stdin, bytes: null };
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Refusal(`${file} is no file that can be read.`, 2);
  return { input: createReadStream(file), bytes: found.size };
}

async function* withoutFirst(
  events: AsyncIterable<GivenEvent>,
  skip: number,
  counts: Counts,
): AsyncGenerator<GivenEvent> {
  let left = skip;
  for await (const event of events) {
    if (left > 0) {
      left -= 1;
      counts.seen += 1;
      counts.bytes += event.bytes + 1;
    } else yield event;
  }
}

/** Throws a Refusal unless all of the portion is stored, or, with --skip-bad, all of it that can be. */
async function publishWhole(
  connection: Connection,
  portion: readonly GivenEvent[],
  { skipBad }: Options,
  counts: Counts,
  progress: PublishProgress,
): Promise<void> {
  let rest = portion;
  while (rest.length > 0) {
    const outcome = await publishPortion(connection, rest, progress.say);
    if (outcome.kind === "published") {
      counts.accepted += outcome.accepted;
      counts.duplicates += outcome.duplicates;
      break;
    }
    const sentences = outcome.faults.map(({ index, sentence }) => {
      const place = index === null ? "all" : rest[index]?.place;
      return `${place}: ${sentence}`;
    });
    const bad = new Set(outcome.faults.map(({ index }) => index));
    if (!skipBad || bad.has(null)) {
      const span = portion.length === 1 ? portion[0]?.place : `${portion[0]?.place} to ${portion.at(-1)?.place}`;
      throw new Refusal(`${sentences.join("\n")}\nNothing of ${span} was published.`);
    }
    for (const sentence of sentences) progress.say(`left out: ${sentence}`);
    counts.leftOut += bad.size;
    rest = rest.filter((_, index) => !bad.has(index));
  }
  counts.seen += portion.length;
  counts.bytes += portion.reduce((sum, { bytes }) => sum + bytes + 1, 0);
}

function summaryOf({ accepted, duplicates, leftOut }: Counts): string {
  const parts = [`${count(accepted)} published`, `${count(duplicates)} known already`];
  if (leftOut > 0) parts.push(`${count(leftOut)} left out`);
  return `${parts.join(", ")}.`;
}

function howToGoOn({ seen }: Counts): string {
  const going = seen === 0 ? "Run it again" : `Go on with --skip ${seen}`;
  return `${going} once that is mended. Events with an externalId are never stored twice, so that all may be sent again.`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
