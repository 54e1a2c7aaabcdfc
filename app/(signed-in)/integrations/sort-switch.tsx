"use client";
/** Attention first, or newest first; the choice stands in the address. */
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Segmented } from "#ui/segmented";

const OPTIONS = [
  { value: "attention" as const, label: "Attention first" },
  { value: "newest" as const, label: "Newest first" },
];

export function SortSwitch() {
  const parser = parseAsStringLiteral(["attention", "newest"]).withDefault("attention").withOptions({ shallow: false });
  const [sort, setSort] = useQueryState("sort", parser);
  return (
    <div className="max-md:w-64">
      <Segmented label="Sort" options={OPTIONS} value={sort} onChange={(next) => void setSort(next)} />
    </div>
  );
}
