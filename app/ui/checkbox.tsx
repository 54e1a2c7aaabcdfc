/** A native checkbox in the product's dress, with its label beside it. */
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "className" | "type"> & {
  children: ReactNode;
  /** Some of what it stands for is on; only in the browser. */
  mixed?: boolean;
  /** What is beside it says enough to who sees it. */
  labelHidden?: boolean;
};

export function Checkbox({ children, mixed, labelHidden = false, ...input }: CheckboxProps) {
  return (
    <label
      className={clsx(
        "cursor-pointer items-center",
        labelHidden ? "grid size-10 justify-center md:size-6.5" : "flex min-h-8 gap-2 md:min-h-6.5",
      )}
    >
      <input
        type="checkbox"
        {...input}
        {...(mixed === undefined ? {} : { ref: (box) => void (box && Object.assign(box, { indeterminate: mixed })) })}
        className="peer grid size-4 flex-none appearance-none place-content-center rounded-mark border border-control bg-surface before:hidden before:size-2.5 before:bg-white before:[clip-path:polygon(12%_48%,0_60%,38%_96%,100%_22%,88%_10%,38%_70%)] checked:border-accent checked:bg-accent checked:before:block indeterminate:border-accent indeterminate:bg-accent indeterminate:before:block indeterminate:before:[clip-path:inset(40%_0)] aria-[invalid=true]:border-bad"
      />
      <span className={labelHidden ? "sr-only" : "min-w-0"}>{children}</span>
    </label>
  );
}
