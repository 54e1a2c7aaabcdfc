/** Events and filters of few words, so that random filters match random events often enough to tell something. */
import fc from "fast-check";
import type { EventPayload } from "#webhooks/event";
import type { EventFilter, FilterCondition } from "#webhooks/filter";
import { CONDITION_OPERATORS, OPERATORS } from "#webhooks/operators";

const WORDS = [
  "Emergency",
  "emergency ",
  "Operational",
  "true",
  "FALSE",
  "1",
  "1.0",
  "01",
  "2",
  "a, b",
  "straße",
  "STRASSE",
];
const FIELDS = [
  "type",
  "metadata.a",
  "metadata.b",
  "metadata.c.d",
  "metadata.c",
  "data.list",
  "data.list.a",
  "data.x.y",
];

const scalar = fc.oneof(fc.constantFrom<unknown>(...WORDS), fc.constantFrom<unknown>(true, false, null, 0, 1, 2, 1.5));
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.dictionary(fc.constantFrom("a", "b"), scalar, { maxKeys: 2 }), { maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("a", "d", "y"), scalar, { maxKeys: 2 }) },
);

export const arbitraryPayload: fc.Arbitrary<EventPayload> = fc.record({
  type: fc.constantFrom("alert.sent", "alert.read"),
  metadata: fc.dictionary(fc.constantFrom("a", "b", "c"), value),
  data: fc.dictionary(fc.constantFrom("list", "x"), value),
});

const arbitraryCondition: fc.Arbitrary<FilterCondition> = fc
  .record({
    field: fc.constantFrom(...FIELDS),
    operator: fc.constantFrom("IS_ANY_OF" as const, "IS_ANY_OF" as const, ...CONDITION_OPERATORS),
    values: fc.array(fc.constantFrom(...WORDS, "alert.sent"), { minLength: 1, maxLength: 3 }),
  })
  .map((condition) => (OPERATORS[condition.operator].needsValues ? condition : { ...condition, values: [] }));

export const arbitraryFilters: fc.Arbitrary<EventFilter[]> = fc.array(
  fc.record({ name: fc.constant(null), conditions: fc.array(arbitraryCondition, { minLength: 1, maxLength: 3 }) }),
  { maxLength: 3 },
);
