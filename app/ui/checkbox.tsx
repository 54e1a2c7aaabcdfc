/** A native checkbox in the product's dress, with its label beside it. */
import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "className" | "type"> & { children: ReactNode };

export function Checkbox({ children, ...input }: CheckboxProps) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2 md:min-h-6.5">
      <input
        type="checkbox"
        {...input}
        className="peer grid size-4 flex-none appearance-none place-content-center rounded-mark border border-control bg-surface before:hidden before:size-2.5 before:bg-white before:[clip-path:polygon(12%_48%,0_60%,38%_96%,100%_22%,88%_10%,38%_70%)] checked:border-accent checked:bg-accent checked:before:block aria-[invalid=true]:border-bad"
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
