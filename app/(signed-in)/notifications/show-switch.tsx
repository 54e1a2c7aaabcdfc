"use client";
/** All notifications, or the unread ones; the choice stands in the address. */
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Segmented } from "#ui/segmented";

const OPTIONS = [
  { value: "all" as const, label: "All" },
  { value: "unread" as const, label: "Unread" },
];

export function ShowSwitch() {
  const parser = parseAsStringLiteral(["all", "unread"]).withDefault("all").withOptions({ shallow: false });
  const [show, setShow] = useQueryState("show", parser);
  return (
    <div className="mb-3 max-md:w-64">
      <Segmented label="Show" options={OPTIONS} value={show} onChange={(next) => void setShow(next)} />
    </div>
  );
}
