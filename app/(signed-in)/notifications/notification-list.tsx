/** Notifications as they were told: what happened to whom, in sentences, and whether the person has read it. */
import clsx from "clsx";
import { NOTIFICATION_KIND, Status } from "#ui/status";
import { Time } from "#ui/time";
import { ToldSentence } from "#ui/told-sentence";
import type { ListedNotification } from "./documents.ts";
import { Mark, ReadingLink } from "./mark-read.tsx";

export function NotificationList({ notifications }: { notifications: readonly ListedNotification[] }) {
  return (
    <ul className="card overflow-hidden" aria-label="Notifications">
      {notifications.map((notification) => (
        <Row key={notification.id} notification={notification} />
      ))}
    </ul>
  );
}

function Row({ notification }: { notification: ListedNotification }) {
  const { id, kind, sentence, createdAt, isRead, subjectName } = notification;
  return (
    <li className="grid grid-cols-[8px_minmax(0,1fr)] gap-x-3 border-t border-line px-3.5 py-3 first:border-t-0">
      <span className={clsx("mt-2 size-2 rounded-full", isRead ? "" : "bg-accent-ink")}>
        {isRead ? null : <span className="sr-only">Unread</span>}
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2
            className={clsx("min-w-0 flex-[1_1_220px] text-body", isRead ? "font-medium text-ink-2" : "font-semibold")}
          >
            <Subject notification={notification} />
          </h2>
          <Status status={NOTIFICATION_KIND[kind]} />
          <span className="text-dense text-ink-3 lg:w-20 lg:text-right">
            <Time at={createdAt} />
          </span>
        </div>
        <div className="mt-1 flex flex-wrap items-start gap-x-4 gap-y-1">
          <p
            className="max-w-[84ch] min-w-0 flex-[1_1_260px] text-dense text-pretty wrap-anywhere text-ink-2"
            dir="auto"
          >
            <ToldSentence sentence={sentence} />
          </p>
          <span className="-mr-2.5 ml-auto md:-my-1">
            <Mark id={id} isRead={isRead} title={`${subjectName}, ${NOTIFICATION_KIND[kind].word}`} />
          </span>
        </div>
      </div>
    </li>
  );
}

/** What is deleted has no page. */
function Subject({ notification }: { notification: ListedNotification }) {
  const { id, subjectName, subscription, integration } = notification;
  const subject = subscription ?? integration;
  if (!subject || subject.deletedAt !== null) {
    return (
      <span dir="auto" className="wrap-anywhere">
        {subjectName} <span className="font-normal text-ink-3">(deleted)</span>
      </span>
    );
  }
  return (
    <ReadingLink id={id} href={`/${subscription ? "subscriptions" : "integrations"}/${subject.id}`}>
      {subjectName}
    </ReadingLink>
  );
}
