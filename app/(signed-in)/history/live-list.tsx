"use client";
/**
 * Keeps a list of deliveries true while it is looked at. What happened to a row that is shown is drawn at once; newer
 * deliveries are drawn at once when the list stands at its top and the pointer is elsewhere, and else wait behind
 * "4 newer deliveries", so that no row moves under anybody's hand.
 */
import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Switch } from "#ui/switch";
import type { LiveFilter } from "../../live-deliveries.ts";
import { onDemand } from "../../on-demand.ts";
import { usePageVisible } from "../../ui/use-page-visible.ts";
import { setLive, useLiveSetting } from "./live-setting.ts";
import { COUNTED_MAX, countNewer, type Heard, newerSentence } from "./newer-deliveries.ts";

/** The page is drawn anew no more often than this, however much happens. */
const DRAW_EVERY_MS = 1_000;
/** So near to its upper end a page is at its top. */
const TOP_PX = 120;

/** `null`: this list is not live, as on its second page. */
const Connection = createContext<{ isConnected: boolean } | null>(null);

type LiveListProps = {
  filter: LiveFilter;
  /** The rows, newest first. */
  shown: readonly Heard[];
  /** What stands above the rows, with the `LiveSwitch` somewhere. */
  head: ReactNode;
  children: ReactNode;
};

export function LiveList({ filter, shown, head, children }: LiveListProps) {
  const router = useRouter();
  // A browser has few connections to a server: tabs that nobody sees take none.
  const isVisible = usePageVisible();
  const isOn = useLiveSetting() && isVisible;
  const [isConnected, setIsConnected] = useState(false);
  const [heard, setHeard] = useState<ReadonlyMap<string, Heard>>(new Map());
  const list = useRef<HTMLDivElement>(null);
  const newer = countNewer(
    heard,
    shown.map(({ id }) => id),
    shown[0]?.createdAt ?? null,
  );

  const filterKey = JSON.stringify(filter);
  useEffect(() => {
    if (!isOn) return;
    let stop = () => {};
    let isOver = false;
    void onDemand(import("../../live-deliveries.ts"), async ({ watchDeliveries }) => {
      if (isOver) return;
      stop = watchDeliveries(JSON.parse(filterKey) as LiveFilter, {
        onDelivery: ({ id, createdAt }) =>
          setHeard((before) => (before.size > COUNTED_MAX ? before : new Map(before).set(id, { id, createdAt }))),
        onConnection: (connected) => {
          setIsConnected(connected);
          // What happened until now was not heard of.
          if (connected) router.refresh();
        },
      });
    });
    return () => {
      isOver = true;
      stop();
      setIsConnected(false);
      setHeard(new Map());
    };
  }, [isOn, filterKey, router]);

  function draw(): void {
    setHeard(new Map());
    router.refresh();
  }

  useEffect(() => {
    if (heard.size === 0) return;
    const timer = setInterval(() => {
      if (newer === 0 || isOutOfTheWay(list.current)) {
        setHeard(new Map());
        router.refresh();
      }
    }, DRAW_EVERY_MS);
    return () => clearInterval(timer);
  }, [heard.size, newer, router]);

  return (
    <Connection value={{ isConnected }}>
      {head}
      <div ref={list}>
        <div aria-live="polite">
          {newer > 0 ? (
            <button
              type="button"
              onClick={draw}
              className="mb-2.5 flex h-10 w-full items-center justify-center gap-1.5 rounded-panel border border-accent-line bg-accent-soft text-dense font-medium text-accent-ink lg:h-8.5"
            >
              <ArrowUp size={14} strokeWidth={2.25} aria-hidden="true" />
              {newerSentence(newer)}
            </button>
          ) : null}
        </div>
        {children}
      </div>
    </Connection>
  );
}

function isOutOfTheWay(list: HTMLElement | null): boolean {
  return window.scrollY <= TOP_PX && !list?.matches(":hover, :focus-within");
}

/** Switches the list's live updates on and off, and says whether they arrive. Nothing where the list is not live. */
export function LiveSwitch() {
  const connection = useContext(Connection);
  const isOn = useLiveSetting();
  if (!connection) return null;
  const state = !isOn ? "off" : connection.isConnected ? "on" : "connecting";
  return (
    <span className="flex h-10 items-center gap-2 md:h-8.5 text-dense font-medium text-ink-2">
      {/* As wide as the longer word, so that the buttons beside it keep their places. */}
      <span className="flex min-w-23 items-center gap-2 md:justify-end">
        <span
          aria-hidden="true"
          className={state === "on" ? "size-2 rounded-full bg-ok" : "size-2 rounded-full border border-idle"}
        />
        {state === "connecting" ? "Connecting" : "Live"}
      </span>
      <Switch label="Live updates" checked={isOn} onChange={setLive} />
    </span>
  );
}
