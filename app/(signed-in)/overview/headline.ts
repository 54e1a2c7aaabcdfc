/** The overview in a sentence or three: what takes no deliveries, how many wait, and whether something is lost. */
import { countOf, formatCount } from "../../wording/numbers.ts";

/** Null counts are more than can be counted. `failed`: for good, in the last 24 hours. */
export type Standing = {
  /** Subscriptions whose attempts fail, or whose circuit breaker is open. */
  failing: number;
  /** Subscriptions that somebody switched off while deliveries wait for them. */
  switchedOff: number;
  waiting: number | null;
  failed: number | null;
};

/** `calm`: what need not be read at once. "Nothing is lost" is only said when nothing failed for good. */
export type Headline = { state: string; wait: string; calm: string };

export function headlineOf({ failing, switchedOff, waiting, failed }: Standing): Headline {
  const verb = waiting === 1 ? "waits" : "wait";
  const many = waiting === null ? "Many deliveries" : countOf(waiting, "delivery", "deliveries");
  const wait = [
    waiting === 0 ? "" : `${many} ${verb}.`,
    failed === 0 ? "" : `${failed === null ? "Many" : formatCount(failed)} failed for good in the last 24 h.`,
  ];
  return {
    state: stateOf(failing, switchedOff),
    wait: wait.filter(Boolean).join(" "),
    calm: failed === 0 && waiting !== 0 ? "Nothing is lost." : "",
  };
}

function stateOf(failing: number, switchedOff: number): string {
  const off = (count: number) => (count === 1 ? "is switched off" : "are switched off");
  if (failing > 0) {
    const more = switchedOff === 0 ? "" : `, ${formatCount(switchedOff)} more ${off(switchedOff)}`;
    return `${countOf(failing, "subscription")} ${failing === 1 ? "is" : "are"} not taking deliveries${more}.`;
  }
  if (switchedOff === 0) return "Every subscription takes its deliveries.";
  return `${countOf(switchedOff, "subscription")} with waiting deliveries ${off(switchedOff)}.`;
}
