/** POSTs a notice to a tenant's webhook: through the guarded client, signed as deliveries are. */
import { config } from "#config";
import type { NotificationSettings } from "#db/notification-settings";
import { buildNoticeBody, type NoticeMessage } from "#webhooks/notice-message";
import { describeCause, judgeOutcome } from "#webhooks/outcome";
import { buildRequest } from "#webhooks/request";
import { DEFAULT_RETRY_POLICY } from "#webhooks/retry-policy";
import { post } from "./post.ts";
import { USER_AGENT } from "./user-agent.ts";

const TIMEOUT_SECONDS = 10;

/** Answers a sentence without secrets when it did not arrive; the address may be one, so its host stands for it. */
export async function postNotice(
  { uri, signingKey }: NonNullable<NotificationSettings["webhook"]>,
  notice: NoticeMessage,
): Promise<string | null> {
  const now = new Date();
  const body = buildNoticeBody(notice, config().PUBLIC_URL);
  const target = {
    uri,
    security: { type: "none" as const },
    secret: null,
    signingKeys: [{ key: signingKey, createdAt: now, expiresAt: null }],
    retryPolicy: DEFAULT_RETRY_POLICY,
    timeoutSeconds: TIMEOUT_SECONDS,
  };
  const request = { deliveryId: notice.id, body, target, oauthToken: null, now, userAgent: USER_AGENT };
  const { headers } = buildRequest(request);
  const result = await post({ uri, headers, body, timeoutMs: TIMEOUT_SECONDS * 1000 });
  if (judgeOutcome(result) === "SUCCEEDED") return null;
  return describeCause(result, { timeoutSeconds: TIMEOUT_SECONDS, receiver: new URL(uri).host });
}
