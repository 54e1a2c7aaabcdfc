"use client";
/** One choice of a few, of what a list shows or how; it stands in the address, so that it can be shared and gone back to. */
import { type Segment, Segmented } from "./segmented.tsx";
import { FIRST_PAGE, useUrlParams } from "./use-url-params.ts";

type UrlSegmentedProps = {
  label: string;
  param: string;
  /** The first is chosen where the address says nothing. */
  options: readonly Segment<string>[];
};

export function UrlSegmented({ label, param, options }: UrlSegmentedProps) {
  const { params, change, isPending } = useUrlParams();
  const first = options[0]?.value ?? "";
  const chosen = options.find(({ value }) => value === params.get(param))?.value ?? first;
  return (
    <div aria-busy={isPending || undefined} className="w-full md:w-auto">
      <Segmented
        label={label}
        options={options}
        value={chosen}
        onChange={(next) => change({ [param]: next === first ? null : next, ...FIRST_PAGE })}
      />
    </div>
  );
}
