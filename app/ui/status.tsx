/**
 * The one table of statuses: word, icon and tone of every status, health, match and attempt outcome. Nobody spells a
 * status elsewhere. `badge` statuses need a person and get a fill; the quiet ones are icon and word.
 */
import clsx from "clsx";
import {
  Ban,
  Check,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CornerUpRight,
  GlobeOff,
  KeyRound,
  ListX,
  type LucideIcon,
  Minus,
  OctagonPause,
  OctagonX,
  PowerOff,
  RotateCw,
  ServerCrash,
  ShieldAlert,
  ShieldBan,
  TimerOff,
  TriangleAlert,
  Unplug,
  VolumeOff,
  ZapOff,
} from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "ok" | "bad" | "warn" | "held" | "idle";
export type StatusEntry = { word: string; icon: LucideIcon; tone: Tone; badge: boolean };

export const DELIVERY_STATUS = {
  PENDING: { word: "Pending", icon: CircleDashed, tone: "idle", badge: false },
  RETRYING: { word: "Retrying", icon: RotateCw, tone: "warn", badge: true },
  HELD: { word: "Held", icon: CirclePause, tone: "held", badge: true },
  SUCCEEDED: { word: "Succeeded", icon: CircleCheck, tone: "ok", badge: false },
  FAILED: { word: "Failed", icon: OctagonX, tone: "bad", badge: true },
  CANCELLED: { word: "Cancelled", icon: Ban, tone: "idle", badge: false },
} as const satisfies Record<string, StatusEntry>;

export const HEALTH_STATE = {
  HEALTHY: { word: "Healthy", icon: CircleCheck, tone: "ok", badge: false },
  FAILING: { word: "Failing", icon: TriangleAlert, tone: "bad", badge: true },
  PAUSED: { word: "Paused", icon: OctagonPause, tone: "held", badge: true },
  INACTIVE: { word: "Inactive", icon: PowerOff, tone: "idle", badge: false },
  UNKNOWN: { word: "Unknown", icon: CircleDashed, tone: "idle", badge: false },
} as const satisfies Record<string, StatusEntry>;

export const NOTIFICATION_KIND = {
  FAILING: HEALTH_STATE.FAILING,
  PAUSED: HEALTH_STATE.PAUSED,
  RECOVERED: { word: "Recovered", icon: CircleCheck, tone: "ok", badge: false },
  GONE: { word: "Gone", icon: Unplug, tone: "bad", badge: true },
  QUIET: { word: "Quiet", icon: VolumeOff, tone: "warn", badge: true },
} as const satisfies Record<string, StatusEntry>;

export const MATCH_OUTCOME = {
  MATCHED: { word: "Matched", icon: Check, tone: "ok", badge: true },
  NOT_MATCHED: { word: "Not matched", icon: Minus, tone: "idle", badge: false },
  DISABLED: { word: "Disabled", icon: PowerOff, tone: "idle", badge: false },
  SUBSCRIPTION_EXCLUDES_TYPE: { word: "Type excluded", icon: ListX, tone: "warn", badge: false },
} as const satisfies Record<string, StatusEntry>;

export const ATTEMPT_OUTCOME = {
  SUCCEEDED: { word: "Succeeded", icon: CircleCheck, tone: "ok", badge: false },
  HTTP_ERROR: { word: "HTTP error", icon: ServerCrash, tone: "bad", badge: true },
  TIMEOUT: { word: "Timeout", icon: TimerOff, tone: "bad", badge: true },
  DNS_ERROR: { word: "DNS error", icon: GlobeOff, tone: "bad", badge: true },
  CONNECTION_ERROR: { word: "Connection error", icon: Unplug, tone: "bad", badge: true },
  TLS_ERROR: { word: "TLS error", icon: ShieldAlert, tone: "bad", badge: true },
  BLOCKED_ADDRESS: { word: "Blocked address", icon: ShieldBan, tone: "bad", badge: true },
  REDIRECT: { word: "Redirect", icon: CornerUpRight, tone: "bad", badge: true },
  AUTHENTICATION_ERROR: { word: "Authentication error", icon: KeyRound, tone: "bad", badge: true },
  INTERRUPTED: { word: "Interrupted", icon: ZapOff, tone: "warn", badge: true },
} as const satisfies Record<string, StatusEntry>;

export const DISABLED_INTEGRATION: StatusEntry = { word: "Disabled", icon: PowerOff, tone: "idle", badge: false };

export const TONE_INK: Record<Tone, string> = {
  ok: "text-ok-ink",
  bad: "text-bad-ink",
  warn: "text-warn-ink",
  held: "text-held-ink",
  idle: "text-idle-ink",
};

export const TONE_FILL: Record<Tone, string> = {
  ok: "bg-ok-soft border-ok-line",
  bad: "bg-bad-soft border-bad-line",
  warn: "bg-warn-soft border-warn-line",
  held: "bg-held-soft border-held-line",
  idle: "bg-idle-soft border-idle-line",
};

type StatusProps = { status: StatusEntry; quiet?: boolean; children?: ReactNode };

/** Icon and word; `children` replace the word ("3 retrying"); `quiet` takes the fill away, as History does in its column. */
export function Status({ status, quiet = false, children }: StatusProps) {
  const { icon: Icon, tone, badge, word } = status;
  const filled = badge && !quiet;
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.25 font-medium whitespace-nowrap",
        TONE_INK[tone],
        filled ? ["h-5.5 rounded-chip border pr-2 pl-1.5 text-meta", TONE_FILL[tone]] : "text-dense",
      )}
    >
      <Icon size={filled ? 14 : 15} strokeWidth={2.25} aria-hidden="true" />
      {children ?? word}
    </span>
  );
}
