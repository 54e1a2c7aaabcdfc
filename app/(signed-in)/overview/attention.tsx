/** What needs somebody, a card a kind; kinds that nothing is of are left out, and if there are none one sentence says so. */
import { CircleCheck, CirclePause, TriangleAlert, VolumeOff } from "lucide-react";
import type { PageViewer } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { AttentionCard, type AttentionCardProps } from "./attention-card.tsx";
import { failingEntry, heldEntry, quietEntry } from "./attention-entries.tsx";
import type { Overview } from "./documents.ts";

/** Entries of one card; there may be more. */
const ENTRIES_MAX = 4;

type AttentionProps = { overview: Overview; viewer: PageViewer };
type Subscription = Overview["inactive"]["edges"][number]["node"];

export function Attention({ overview, viewer }: AttentionProps) {
  const { failing, quiet, integrations, webhookSubscriptions } = overview;
  const held = heldOf({ overview, viewer });
  if (failing.totalCount + held.total + quiet.totalCount === 0) {
    const all = `${countOf(integrations.totalCount, "integration")}, ${countOf(webhookSubscriptions.totalCount, "subscription")}`;
    return (
      <p className="card mb-6.5 flex items-start gap-2.5 px-4 py-3">
        <CircleCheck size={17} aria-hidden="true" className="mt-0.5 text-ok" />
        <span>
          Nothing needs attention. <span className="text-ink-3">{all}.</span>
        </span>
      </p>
    );
  }
  const cards: AttentionCardProps[] = [
    {
      title: "Failing now",
      icon: TriangleAlert,
      iconClass: "text-bad",
      count: countOf(failing.totalCount, "subscription"),
      href: "/subscriptions?state=failing",
      entries: failing.edges.map(({ node }) => failingEntry(node, viewer)),
      total: failing.totalCount,
    },
    { title: "Held", icon: CirclePause, iconClass: "text-held", href: "/history?status=HELD", ...held },
    {
      title: "Quiet",
      icon: VolumeOff,
      iconClass: "text-ink-3",
      count: countOf(quiet.totalCount, "integration"),
      href: "/notifications",
      entries: quiet.edges.map(({ node }) => quietEntry(node, viewer)),
      total: quiet.totalCount,
    },
  ];
  return (
    <div className="mb-6.5 grid gap-3.5 md:grid-cols-2 md:*:last:odd:col-span-2">
      {cards.map((card) => (card.total > 0 ? <AttentionCard key={card.title} {...card} /> : null))}
    </div>
  );
}

type Held = Pick<AttentionCardProps, "entries" | "total" | "count">;

/** Paused by the circuit breaker, or switched off while something waits: those that hold most first. */
function heldOf({ overview, viewer }: AttentionProps): Held {
  const paused = overview.paused.edges.map(({ node }) => ({ node, oldest: node.held.edges[0]?.node.id ?? null }));
  const off = switchedOffOf(overview).map((node) => ({ node, oldest: null }));
  const both = [...paused, ...off].sort((a, b) => b.node.health.heldDeliveries - a.node.health.heldDeliveries);
  const total = overview.paused.totalCount + off.length;
  const deliveries = overview.held.totalCount ?? null;
  return {
    entries: both.slice(0, ENTRIES_MAX).map(({ node, oldest }) => heldEntry(node, oldest, viewer)),
    total,
    count:
      deliveries === null
        ? "10,000+ deliveries"
        : deliveries === 0
          ? countOf(total, "subscription")
          : countOf(deliveries, "delivery", "deliveries"),
  };
}

/** Switched off by somebody, while deliveries wait for it. */
export function switchedOffOf({ inactive }: Pick<Overview, "inactive">): Subscription[] {
  return inactive.edges.map(({ node }) => node).filter(({ health }) => health.heldDeliveries > 0);
}
