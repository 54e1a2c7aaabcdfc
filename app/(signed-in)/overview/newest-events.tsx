/** What came in last, in a card. */
import Link from "next/link";
import { Priority } from "#ui/priority";
import { Time } from "#ui/time";
import { eventPriority, eventTitle } from "../../wording/event-title.ts";
import type { NewestEvent } from "./documents.ts";

export function NewestEvents({ events }: { events: readonly NewestEvent[] }) {
  return (
    <section aria-labelledby="newest" className="card">
      <header className="flex items-center gap-3 border-b border-line px-4 py-3">
        <h2 id="newest" className="font-semibold">
          Newest events
        </h2>
        <Link
          prefetch={false}
          href="/events"
          className="ml-auto text-dense font-medium text-accent-ink hover:underline"
        >
          All events
        </Link>
      </header>
      {events.length === 0 ? <p className="px-4 py-3 text-dense text-ink-2">No event has come in yet.</p> : null}
      <ul>
        {events.map(({ id, type, payload, receivedAt }) => (
          <li key={id} className="border-t border-line first:border-t-0">
            <Link
              prefetch={false}
              href={`/events/${id}`}
              className="flex items-start gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="line-clamp-2 font-medium wrap-anywhere" dir="auto">
                  {eventTitle(type.name, payload)}
                </span>
                <span className="flex flex-wrap gap-x-2 text-meta text-ink-3">
                  <Priority priority={eventPriority(payload)} />
                  <span className="font-mono">{type.name}</span>
                </span>
              </span>
              <span className="text-dense text-ink-3">
                <Time at={receivedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
