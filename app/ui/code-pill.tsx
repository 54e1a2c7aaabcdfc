/** The answer of an attempt in one mono pill: a status code, or what happened instead of one ("no answer", "token"). */
import clsx from "clsx";

const WITHOUT_CODE: Record<string, string> = {
  TIMEOUT: "no answer",
  DNS_ERROR: "no address",
  CONNECTION_ERROR: "no connection",
  TLS_ERROR: "certificate",
  BLOCKED_ADDRESS: "not allowed",
  AUTHENTICATION_ERROR: "token",
  INTERRUPTED: "interrupted",
};

type CodePillProps = { statusCode: number | null | undefined; outcome: string; reason?: string };

/** `outcome` is an AttemptOutcome; `reason` ("Service Unavailable") is shown behind the code where there is room. */
export function CodePill({ statusCode, outcome, reason }: CodePillProps) {
  const words = statusCode == null ? (WITHOUT_CODE[outcome] ?? "no answer") : String(statusCode);
  return (
    <span
      className={clsx(
        "inline-block rounded-[5px] border px-1.5 py-px font-mono text-[12px] leading-[18px] font-medium whitespace-nowrap",
        outcome === "SUCCEEDED"
          ? "border-ok-line bg-ok-soft text-ok-ink"
          : outcome === "INTERRUPTED"
            ? "border-warn-line bg-warn-soft text-warn-ink"
            : "border-bad-line bg-bad-soft text-bad-ink",
      )}
    >
      {reason ? `${words} ${reason}` : words}
    </span>
  );
}
