/** A switch that takes effect at once. Its label names the thing ("Enabled: Hazmat alerts"). */

type SwitchProps = {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Why it cannot be used, in a sentence. */
  hindrance?: string | null;
  busy?: boolean;
};

/** The hit area is larger than what is seen: 50 × 36. While `busy` it cannot be pressed again. */
export function Switch({ label, checked, onChange, hindrance, busy }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-busy={busy || undefined}
      // Not `disabled`: that takes the focus away, and whoever works by keyboard loses their place and never hears why.
      aria-disabled={busy || Boolean(hindrance) || undefined}
      title={hindrance ?? undefined}
      onClick={() => busy || hindrance || onChange(!checked)}
      className="group/switch relative h-5 w-8.5 flex-none rounded-full border border-control bg-sunken transition-colors duration-150 after:absolute after:-inset-2 aria-disabled:opacity-60 aria-checked:border-accent aria-checked:bg-accent"
    >
      <span className="block size-3.5 translate-x-0.5 rounded-full bg-ink-3 transition-transform duration-150 group-aria-checked/switch:translate-x-4 group-aria-checked/switch:bg-white" />
    </button>
  );
}
