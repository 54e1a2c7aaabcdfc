/** What arrived at an inbox, newest first: what it was, for which integration, and whether the signature holds. */
import { ChevronDown, ShieldAlert, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { JsonViewer } from "#ui/json-viewer";
import { Status } from "#ui/status";
import { Time } from "#ui/time";
import { withKeys } from "../../ui/with-keys.ts";
import { eventTitle } from "../../wording/event-title.ts";
import { jsonOrText } from "../../wording/json-or-text.ts";
import type { ReceivedRequest } from "./documents.ts";

const VERIFIED = { word: "Signature verified", icon: ShieldCheck, tone: "ok", badge: false } as const;
const NOT_VERIFIED = { word: "Signature not verified", icon: ShieldAlert, tone: "warn", badge: true } as const;

/** The newest is open. */
export function RequestList({ requests }: { requests: readonly ReceivedRequest[] }) {
  return (
    <ul className="card overflow-hidden">
      {requests.map((request, index) => (
        <li key={request.id} className="border-t border-line first:border-t-0">
          <Request request={request} opens={index === 0} />
        </li>
      ))}
    </ul>
  );
}

function Request({ request, opens }: { request: ReceivedRequest; opens: boolean }) {
  const body = jsonOrText(request.body);
  const { title, about } = describe(body);
  const deliveryId = request.headers.find(({ name }) => name === "webhook-id")?.value;
  return (
    <details open={opens} className="group/request">
      <summary className="relative flex flex-wrap items-start gap-x-3 gap-y-1 px-3.5 py-2.5 pr-9 -outline-offset-2 hover:bg-hover md:flex-nowrap">
        <span className="min-w-0 flex-[1_1_100%] md:flex-1">
          <span className="block font-medium wrap-anywhere" dir="auto">
            {title}
          </span>
          <span className="block text-dense wrap-anywhere text-ink-2" dir="auto">
            {about}
          </span>
        </span>
        <span className="flex-none">
          <Status status={request.signatureVerified ? VERIFIED : NOT_VERIFIED} />
        </span>
        <span className="w-20 flex-none text-right text-dense text-ink-3">
          <Time at={request.receivedAt} />
        </span>
        <ChevronDown
          size={16}
          aria-hidden="true"
          className="absolute top-3 right-3 text-ink-3 transition-transform duration-150 group-open/request:rotate-180"
        />
      </summary>
      <div className="px-3.5 pt-0.5 pb-3.5">
        <JsonViewer
          title="Request"
          note={
            <>
              {request.method}, <Time at={request.receivedAt} as="millis" />
            </>
          }
          value={body}
          above={
            <dl className="code-text grid grid-cols-[minmax(70px,max-content)_minmax(0,1fr)] gap-x-3.5 border-b border-line px-3 py-2.5">
              {withKeys(request.headers, ({ name }) => name).map(({ key, item }) => (
                <div key={key} className="contents">
                  <dt className="max-w-44 wrap-anywhere text-ink-3">{item.name}</dt>
                  <dd className="wrap-anywhere">{item.value}</dd>
                </div>
              ))}
            </dl>
          }
        />
        {deliveryId?.startsWith("dlv_") ? (
          <p className="mt-2 text-dense">
            <Link
              prefetch={false}
              href={`/deliveries/${deliveryId}`}
              className="text-accent-ink underline underline-offset-2"
            >
              Open its delivery
            </Link>
          </p>
        ) : null}
      </div>
    </details>
  );
}

/** What a body of ours says about itself; anything else is named by its first words. */
function describe(body: unknown): { title: string; about: string } {
  if (typeof body === "string")
    return { title: body === '"Ping!"' ? "Ping" : body.slice(0, 80) || "(empty body)", about: "" };
  if (typeof body !== "object" || body === null) return { title: "A request", about: "" };
  const type = "type" in body && typeof body.type === "string" ? body.type : "unknown";
  const integration = "integration" in body ? nameOf(body.integration) : null;
  return { title: eventTitle(type, body), about: integration === null ? type : `${type}, for ${integration}` };
}

function nameOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
    ? value.name
    : null;
}
