/** Sends a notice to the administrators of a tenant by SMTP, if the settings name a mail server. */
import { createTransport, type Transporter } from "nodemailer";
import { config } from "#config";
import { listAdministratorAddresses } from "#db/notification-settings";
import { findTenant } from "#db/tenants";
import { log } from "#log";
import { buildNoticeMail, type NoticeMessage } from "#webhooks/notice-message";

const CONNECT_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 20_000;

let transport: Transporter | undefined;

/** Whether the settings name a mail server. */
export function canMail(): boolean {
  return config().SMTP_URL !== null;
}

/** One mail to all of them. Answers a sentence without secrets when the server took it for none of them. */
export async function mailNotice(tenantId: string, notice: NoticeMessage): Promise<string | null> {
  const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = config();
  const [to, tenant] = await Promise.all([listAdministratorAddresses(tenantId), findTenant(tenantId)]);
  if (SMTP_URL === null || MAIL_FROM === null || !tenant) return "There is no mail server: SMTP_URL is not set.";
  if (to.length === 0) return "There is nobody to write to: no user is an administrator.";
  transport ??= openTransport(SMTP_URL);
  try {
    const { rejected = [] } = await transport.sendMail({
      from: MAIL_FROM,
      to,
      ...buildNoticeMail(notice, { publicUrl: PUBLIC_URL, tenantName: tenant.name }),
      messageId: `<${notice.id}@${new URL(PUBLIC_URL).hostname}>`,
      headers: { "auto-submitted": "auto-generated" },
    });
    if (rejected.length > 0) log().warn({ tenantId, count: rejected.length }, "a mail server refused some addresses");
    return null;
  } catch (error) {
    return describeFailure(error);
  }
}

function openTransport(url: string): Transporter {
  return createTransport({
    url,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const FAILURES: Record<string, string> = {
  EAUTH: "The mail server refused the sign-in",
  EDNS: "The name of the mail server did not resolve to an address",
  ECONNECTION: "No connection to the mail server was possible",
  ESOCKET: "No connection to the mail server was possible",
  ETIMEDOUT: "The mail server did not answer in time",
  ETLS: "No secure connection to the mail server was possible",
  EENVELOPE: "The mail server refused the sender or every address",
  EMESSAGE: "The mail server refused the mail",
};

/** By codes alone: what a server says may repeat a name or a password. */
function describeFailure(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const what = (typeof code === "string" && FAILURES[code]) || "The mail server could not be used";
  return `${what}${typeof responseCode === "number" ? ` (${responseCode})` : ""}.`;
}
