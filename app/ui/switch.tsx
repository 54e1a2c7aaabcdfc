"use client";
/** A switch that takes effect at once. Its label names the thing ("Enabled: Hazmat alerts"). */
import { Switch as Radix } from "radix-ui";

type SwitchProps = {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  busy?: boolean;
};

/** The hit area is larger than what is seen: 50 × 36. While `busy` it cannot be pressed again. */
export function Switch({ label, checked, onChange, disabled, busy }: SwitchProps) {
  return (
    <Radix.Root
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled || busy}
      aria-label={label}
      aria-busy={busy || undefined}
      className="relative h-5 w-8.5 flex-none rounded-full border border-control bg-sunken transition-colors duration-150 after:absolute after:-inset-2 disabled:opacity-60 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-ink-3 transition-transform duration-150 data-[state=checked]:translate-x-4 data-[state=checked]:bg-white" />
    </Radix.Root>
  );
}
