/**
 * The order of the files of tests: what takes long begins first, so that at the end no core waits for one file alone.
 * Vitest knows durations only where it has run before, and otherwise goes by a file's size, which says little.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

const LONG =
  /\/tests\/(examples|faults|journeys|scripts|graphql\/(bad-inputs|fuzz|live|own-account|permissions|recoveries|session|tenancy|users))\b/;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return (await super.sort(files)).toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}
