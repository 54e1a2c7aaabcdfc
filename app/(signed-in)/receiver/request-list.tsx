/** What arrived at an inbox, newest first: what it was, for which integration, and whether the signature holds. */
import { ChevronDown, ShieldAlert, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { CodePill } from "#ui/code-pill";
import { JsonViewer } from "#ui/json-viewer";
import { Status } from "#ui/status";
import { Time } from "#ui/time";
import { withKeys } from "../../ui/with-keys.ts";
import { eventTitle } from "../../wording/event-title.ts";
import { jsonOrText } from "../../wording/json-or-text.ts";
import { formatCount } from "../../wording/numbers.ts";
import type { ReceivedRequest } from "./documents.ts";
import { RequestDetails, RequestsSeen } from "./open-request.tsx";

const VERIFIED = { word: "Signature verified", icon: ShieldCheck, tone: "ok", badge: false } as const;
const NOT_VERIFIED = { word: "Signature not verified", icon: ShieldAlert, tone: "warn", badge: true } as const;

/** Longer bodies are cut: a page that refreshes itself must not carry megabytes. */
const SHOWN_CHARACTERS_MAX = 20_000;

/** What was the newest at first is open. */
export function RequestList({ requests }: { requests: readonly ReceivedRequest[] }) {
  return (
    <RequestsSeen newestId={requests[0]?.id ?? null}>
      <ul aria-label="Requests" className="card overflow-hidden">
        {requests.map((request) => (
          <li key={request.id} className="border-t border-line first:border-t-0">
            <Request request={request} />
          </li>
        ))}
      </ul>
    </RequestsSeen>
  );
}

function Request({ request }: { request: ReceivedRequest }) {
  const { verifiedBy } = request;
  const isCut = request.body.length > SHOWN_CHARACTERS_MAX;
  const body = jsonOrText(isCut ? request.body.slice(0, SHOWN_CHARACTERS_MAX) : request.body);
  const { title, about } = describe(body);
  const deliveryId = request.headers.find(({ name }) => name === "webhook-id")?.value;
  return (
    <RequestDetails id={request.id} className="group/request">
      <summary className="relative flex flex-wrap items-start gap-x-3 gap-y-1 px-3.5 py-2.5 pr-9 -outline-offset-2 hover:bg-hover md:flex-nowrap">
        <span className="min-w-0 flex-[1_1_100%] md:flex-1">
          <span className="block font-medium wrap-anywhere" dir="auto">
            {title}
          </span>
          <span className="block text-dense wrap-anywhere text-ink-2" dir="auto">
            {about}
          </span>
        </span>
        <span className="flex flex-none flex-wrap items-center gap-x-3">
          <Status status={verifiedBy ? VERIFIED : NOT_VERIFIED} />
          <CodePill
            statusCode={request.answeredStatusCode}
            outcome={isSuccess(request.answeredStatusCode) ? "SUCCEEDED" : "HTTP_ERROR"}
          />
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
        <p className="mb-2 text-dense text-pretty text-ink-2">
          {verifiedBy ? (
            <>
              Signed by a key of{" "}
              <Link
                prefetch={false}
                href={`/subscriptions/${verifiedBy.id}`}
                dir="auto"
                className="text-accent-ink underline underline-offset-2"
              >
                {verifiedBy.name}
              </Link>
              .
            </>
          ) : (
            "Signed by no key of a subscription that sent here when it arrived."
          )}{" "}
          Answered with {request.answeredStatusCode}.
        </p>
        <JsonViewer
          title="Request"
          note={
            <>
              {request.method}, <Time at={request.receivedAt} as="millis" />
              {isCut
                ? `, the first ${formatCount(SHOWN_CHARACTERS_MAX)} of ${formatCount(request.body.length)} characters`
                : null}
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
    </RequestDetails>
  );
}

function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** What a body of ours says about itself; anything else is named by its first words. */
function describe(body: unknown): { title: string; about: string } {
  if (typeof body === "string")
    return { title: body === '"Ping!"' ? "Ping" : body.slice(0, 80) || "(empty body)", about: "" };
  if (typeof body !== "object" || body === null || !("type" in body) || typeof body.type !== "string")
    return { title: "A request that is no event", about: "" };
  const { type } = body;
  const integration = "integration" in body ? nameOf(body.integration) : null;
  return { title: eventTitle(type, body), about: integration === null ? type : `${type}, for ${integration}` };
}

function nameOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
    ? value.name
    : null;
}
