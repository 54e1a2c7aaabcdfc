/** The overview: what takes no deliveries and what waits, first; then how deliveries arrive, and what came in last. */
import type { Metadata } from "next";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { PageHeader } from "#ui/page-header";
import { Refresher } from "#ui/refresher";
import { startOf } from "../period.ts";
import { ask, currentViewer, mayDefine, mayManage } from "../session.ts";
import { FirstIntegration } from "./integrations/first-integration.tsx";
import { NotEnabled } from "./integrations/not-enabled.tsx";
import { Attention, switchedOffOf } from "./overview/attention.tsx";
import { askBelowTheHead, BelowTheHead } from "./overview/below-the-head.tsx";
import { type Overview, OverviewQuery } from "./overview/documents.ts";
import { headlineOf } from "./overview/headline.ts";
import { RecoverButton } from "./recoveries/recover-button.tsx";

export const metadata: Metadata = { title: "Overview" };

const loadParams = createLoader({ since: parseAsStringLiteral(["24h", "7d", "30d"]).withDefault("24h") });

/** The longer the period, the longer it takes to count, and the less of it is new. */
const REFRESH_SECONDS = { "24h": 10, "7d": 30, "30d": 60 };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { since } = await loadParams(searchParams);
  const now = new Date();
  const [hourAgo, dayAgo] = [startOf("1h", now) ?? "", startOf("24h", now) ?? ""];
  const [viewer, overview, below] = await Promise.all([
    currentViewer(),
    ask(OverviewQuery, { dayAgo, hourAgo, now: now.toISOString() }),
    askBelowTheHead(since, now),
  ]);
  const { integrationsEnabled } = viewer.tenant;
  const isBare = overview.webhookSubscriptions.totalCount === 0 && overview.integrations.totalCount === 0;
  const failed = overview.failed.totalCount ?? null;
  const { state, wait, calm } = headlineOf({
    failing: overview.failing.totalCount + overview.paused.totalCount,
    switchedOff: switchedOffOf(overview).length,
    waiting: waitingIn(overview),
    failed,
  });
  return (
    <>
      <Refresher everySeconds={REFRESH_SECONDS[since]} restsOn="main li" />
      <PageHeader
        title={
          isBare ? (
            "Nothing is set up yet."
          ) : (
            <>
              {state} <br />
              {wait} {calm ? <span className="text-ink-3">{calm}</span> : null}
            </>
          )
        }
        eyebrow="Overview"
        actions={
          failed !== 0 && mayManage(viewer) ? (
            <RecoverButton filter={{ createdFrom: dayAgo }} which="of the last 24 hours" />
          ) : null
        }
      />
      {integrationsEnabled ? null : <NotEnabled />}
      {isBare ? (
        <FirstIntegration manages={mayDefine(viewer)} isEnabled={integrationsEnabled} />
      ) : (
        <Attention overview={overview} viewer={viewer} />
      )}
      {isBare ? null : <BelowTheHead {...below} />}
    </>
  );
}

/** Null: more than can be counted. */
function waitingIn({ pending, retrying, held }: Overview): number | null {
  if (retrying.totalCount == null || held.totalCount == null) return null;
  return pending.totals.deliveries + retrying.totalCount + held.totalCount;
}
