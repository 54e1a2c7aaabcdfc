/** Events as people keep them, and how they are cut into requests. */
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { type GivenEvent, readGivenEvents } from "../../../scripts/cli/given-events.ts";
import { cutPortions } from "../../../scripts/cli/portions.ts";

async function read(text: string): Promise<GivenEvent[]> {
  const events: GivenEvent[] = [];
  for await (const event of readGivenEvents(Readable.from([text]))) events.push(event);
  return events;
}

test.each<[what: string, text: string, places: string[]]>([
  ["nothing", "\n \n", []],
  ["one object", '{"type": "a"}', ["line 1"]],
  ["one object over several lines", '\uFEFF{\n  "type": "a"\n}\n', ["event 1"]],
  ["an array", '[{"type": "a"},\r\n {"type": "b"}]', ["event 1", "event 2"]],
  ["NDJSON with empty lines", '{"type": "a"}\n\n{"type": "b"}\r\n', ["line 1", "line 3"]],
  ["NDJSON with a broken first line", '{"type": \n{"type": "b"}\n', ["line 1 (fault)", "line 2"]],
  ["NDJSON with a broken later line", '{"type": "a"}\n{"type"\n', ["line 1", "line 2 (fault)"]],
])("%s", async (_, text, places) => {
  const events = await read(text);
  expect(events.map((event) => ("fault" in event ? `${event.place} (fault)` : event.place))).toEqual(places);
});

test("an array that is none is refused whole", async () => {
  await expect(read('[{"type": "a"},')).rejects.toThrow("The JSON array cannot be read");
});

test("what may be sent twice is known by its own id", async () => {
  const events = await read('[{"type": "a"}, {"externalId": "1"}, {"specversion": "1.0", "id": "1"}, 5]');
  expect(events.map((event) => "text" in event && [event.isIdempotent, event.isCloudEvent])).toEqual([
    [false, false],
    [true, false],
    [true, true],
    [false, false],
  ]);
});

test("a portion holds one notation, at most so many events, and at most the bytes of a request", async () => {
  const large = JSON.stringify({ type: "a", data: { long: "x".repeat(3 * 1024 * 1024) } });
  const cloud = '{"specversion": "1.0"}';
  const lines = [...Array(5).fill('{"type": "a"}'), cloud, cloud, large, large, large];
  const sizes: number[] = [];
  for await (const portion of cutPortions(readGivenEvents(Readable.from([lines.join("\n")])), 4))
    sizes.push(portion.length);
  expect(sizes).toEqual([4, 1, 2, 2, 1]);
});

test("each event is sent as it is written, its numbers too", async () => {
  const [first, second] = ['{"data": {"id": 9007199254740993}}', '{"data": [1e400, "],["]}'];
  const sent = async (text: string) => (await read(text)).map((event) => "text" in event && event.text);
  expect(await sent(`[${first},\n ${second} ]`)).toEqual([first, second]);
  expect(await sent(`${first}\n${second}`)).toEqual([first, second]);
  expect(await sent("[ ]")).toEqual([]);
});
