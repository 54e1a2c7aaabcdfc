/** The watch-quiet task: tells of integrations that matched nothing for as long as their owners said, and of its end. */
import { client, type Runner } from "#db/client";
import { listDueWatches, noteWatch, type WatchedIntegration } from "#db/quiet-watches";
import { describeQuietNotice } from "#webhooks/notice-sentence";
import { judgeSilence } from "#webhooks/quiet-watch";
import { tellNotice } from "./tell-notice.ts";

const INTEGRATIONS_PER_RUN = 1_000;

/** Idempotent: what was looked at is looked at again when it can have become quiet, or after a day. */
export async function watchQuiet(now: Date): Promise<void> {
  const { sql } = client();
  for (const watched of await listDueWatches(sql, now, INTEGRATIONS_PER_RUN)) {
    await sql.begin((tx) => look(tx, watched, now));
  }
}

async function look(tx: Runner, watched: WatchedIntegration, now: Date): Promise<void> {
  const { news, checkAt } = judgeSilence(watched, now);
  const { id, tenantId, name, trigger, activeAt, toldFor } = watched;
  const toldNow = news === "QUIET" ? activeAt : news === "RECOVERED" ? null : toldFor;
  await noteWatch(tx, { ...watched, toldFor: toldNow }, checkAt);
  if (news === null) return;
  // The end of a silence names the silence that it ends: two workers tell either once.
  const since = news === "RECOVERED" && toldFor !== null ? toldFor : activeAt;
  const silence = { integration: name, trigger, since, until: news === "RECOVERED" ? activeAt : now };
  await tellNotice(tx, {
    tenantId,
    kind: news,
    subscriptionId: null,
    integrationId: id,
    subjectName: name,
    sentence: describeQuietNotice(news, silence),
    occasion: `${news} ${id} ${since.toISOString()}`,
  });
}
