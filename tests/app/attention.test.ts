/** The order of the lists of integrations and of subscriptions. */
import { expect, test } from "vitest";
import { inAskedOrder } from "../../app/attention.ts";

type State = "HEALTHY" | "FAILING" | "PAUSED" | "INACTIVE" | "UNKNOWN";
type Row = ReturnType<typeof row>;

type Params = Parameters<typeof inAskedOrder>[0]["params"];

const FIRST_PAGE: Params = { sort: null, state: null, after: null, before: null };
const MORE = { hasNextPage: true, hasPreviousPage: false };
const WHOLE = { hasNextPage: false, hasPreviousPage: false };

test("failing comes first, then paused, then what holds something, then the rest in the order it had", async () => {
  const list = [
    row("healthy", ["HEALTHY", 0]),
    row("held", ["INACTIVE", 3]),
    row("needs nobody"),
    row("failing", ["HEALTHY", 0], ["FAILING", 0]),
    row("inactive", ["INACTIVE", 0]),
    row("paused", ["PAUSED", 0]),
    row("failing too", ["FAILING", 4]),
  ];
  expect(await order(list, { pageInfo: WHOLE })).toEqual({
    ids: ["failing", "failing too", "paused", "held", "healthy", "needs nobody", "inactive"],
    isSortable: true,
    words: "",
  });
});

test("what needs a person comes first from later pages too, and what stands on the page as well is there once", async () => {
  const [one, two, three] = [row("one"), row("two", ["PAUSED", 0]), row("three")];
  const farAway = row("far away", ["FAILING", 0]);
  expect(await order([one, two, three], { pageInfo: MORE, needing: [two, farAway] })).toEqual({
    ids: ["far away", "two", "one", "three"],
    isSortable: true,
    words: ", those that need attention first, then the newest",
  });
});

test.each([
  ["it is asked for", { sort: "newest" }, true],
  ["it is a later page", { after: "cursor" }, false],
  ["it is an earlier page", { before: "cursor" }, false],
])("a list stays newest first where %s", async (_where, params, isSortable) => {
  const list = [row("new"), row("failing", ["FAILING", 0])];
  const needing = [row("far away", ["FAILING", 0])];
  expect(await order(list, { pageInfo: MORE, params: { ...FIRST_PAGE, ...params }, needing })).toEqual({
    ids: ["new", "failing"],
    isSortable,
    words: ", newest first",
  });
});

test("a list of one state is not filled up with what needs a person", async () => {
  const params = { ...FIRST_PAGE, state: "enabled" };
  const needing = [row("far away", ["FAILING", 0])];
  expect(await order([row("one"), row("two", ["PAUSED", 0])], { pageInfo: MORE, params, needing })).toMatchObject({
    ids: ["two", "one"],
    words: ", newest first",
  });
});

type Order = { pageInfo: typeof MORE; params?: Params; needing?: Row[] };

async function order(list: Row[], { pageInfo, params = FIRST_PAGE, needing = [] }: Order) {
  const { rows, ...rest } = await inAskedOrder({
    params,
    page: { edges: list.map((node) => ({ node })), pageInfo },
    healthsOf: ({ healths }) => healths,
    listNeeding: async () => needing,
  });
  return { ids: rows.map(({ id }) => id), ...rest };
}

function row(id: string, ...healths: [State, number][]) {
  return { id, healths: healths.map(([state, heldDeliveries]) => ({ state, heldDeliveries })) };
}
