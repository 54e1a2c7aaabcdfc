"use client";
/** Attention first, or newest first; the choice stands in the address. */
import { Segmented } from "./segmented.tsx";
import { FIRST_PAGE, useUrlParams } from "./use-url-params.ts";

const OPTIONS = [
  { value: "attention" as const, label: "Attention first" },
  { value: "newest" as const, label: "Newest first" },
];

export function SortSwitch() {
  const { params, change } = useUrlParams();
  const sort = OPTIONS.find(({ value }) => value === params.get("sort"))?.value ?? "attention";
  const choose = (next: string) => change({ sort: next === "attention" ? null : next, ...FIRST_PAGE });
  return (
    <div className="max-md:w-64">
      <Segmented label="Sort" options={OPTIONS} value={sort} onChange={choose} />
    </div>
  );
}
