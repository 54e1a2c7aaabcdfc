/** The yardstick: how many signed 1 KB POSTs a second one Node process can send to the bench's receiver, and no more. */
import { Agent } from "undici";
import { buildRequest } from "#webhooks/request";
import { buildSigningKey } from "#webhooks/signature";
import { makeAlert } from "./tenants.ts";

const CONCURRENCY = 128;

/** `cpu`: microseconds of this process for one POST. */
export type RawPosts = { perSecond: number; cpu: number };

/** Over `seconds`, on connections that are warm. */
export async function measureRawPosts(ports: readonly number[], seconds: number): Promise<RawPosts> {
  const agent = new Agent({ pipelining: 1, headersTimeout: 15_000, bodyTimeout: 15_000 });
  const body = JSON.stringify({ id: "evt_bench", ...makeAlert(null) });
  const target = {
    uri: "",
    security: { type: "none" as const },
    secret: null,
    signingKeys: [{ key: buildSigningKey(new Uint8Array(32)), createdAt: new Date(0), expiresAt: null }],
    retryPolicy: { maxRetries: 0, baseSeconds: 1, maxSeconds: 1 },
    timeoutSeconds: 15,
  };
  let sent = 0;
  let startMs = performance.now();
  let endMs = Number.POSITIVE_INFINITY;
  const send = async (lane: number) => {
    for (let round = 0; performance.now() < endMs; round += 1) {
      const { headers } = buildRequest({
        deliveryId: `dlv_bench_${lane}_${round}`,
        body,
        target,
        oauthToken: null,
        now: new Date(),
        userAgent: "bench",
      });
      const origin = `http://127.0.0.1:${ports[(lane + round) % ports.length]}`;
      const answer = await agent.request({ origin, path: "/raw", method: "POST", headers: headers.flat(), body });
      await answer.body.dump();
      sent += 1;
    }
  };
  endMs = performance.now() + 1_000;
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, lane) => send(lane)));
  sent = 0;
  const cpuBefore = process.cpuUsage();
  startMs = performance.now();
  endMs = startMs + seconds * 1_000;
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, lane) => send(lane)));
  const perSecond = (sent * 1_000) / (performance.now() - startMs);
  const { user, system } = process.cpuUsage(cpuBefore);
  await agent.close();
  return { perSecond, cpu: (user + system) / sent };
}
