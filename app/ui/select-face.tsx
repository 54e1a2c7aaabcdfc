/** What a select shows while it is closed: the chosen option, or the placeholder, and a chevron. */
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { SelectProps } from "./select-option.ts";
import { SmallIcon } from "./small-icon.tsx";

export function SelectFace({ options, value, placeholder }: Pick<SelectProps, "options" | "value" | "placeholder">) {
  const chosen = options.find((option) => option.value === value);
  return (
    <>
      <span className="min-w-0 flex-1 py-1.5 md:truncate">
        {chosen ? (
          <>
            {chosen.icon ? <SmallIcon icon={chosen.icon} /> : null}
            <span className={clsx("font-medium", chosen.icon && "ml-2")}>{chosen.label}</span>
            {chosen.description ? (
              <span className="ml-2 hidden text-dense text-ink-3 md:inline">{chosen.description}</span>
            ) : null}
          </>
        ) : (
          <span className="text-ink-3">{placeholder}</span>
        )}
      </span>
      <ChevronDown size={16} aria-hidden="true" />
    </>
  );
}
