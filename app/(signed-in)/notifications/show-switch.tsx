"use client";
/** All notifications, or the unread ones; the choice stands in the address. */
import { Segmented } from "#ui/segmented";
import { FIRST_PAGE, useUrlParams } from "../../ui/use-url-params.ts";

const OPTIONS = [
  { value: "all" as const, label: "All" },
  { value: "unread" as const, label: "Unread" },
];

export function ShowSwitch() {
  const { params, change } = useUrlParams();
  const show = OPTIONS.find(({ value }) => value === params.get("show"))?.value ?? "all";
  const choose = (next: string) => change({ show: next === "all" ? null : next, ...FIRST_PAGE });
  return (
    <div className="mb-3 max-md:w-64">
      <Segmented label="Show" options={OPTIONS} value={show} onChange={choose} />
    </div>
  );
}
