/** The body that an attempt sent, rebuilt byte for byte from its event, with the secret masked. */
import type { StoredEvent } from "#db/events";
import { encodeId } from "#webhooks/id";
import { maskBodySecret } from "#webhooks/redaction";
import { buildBody, PING_BODY } from "#webhooks/request";
import type { Loaders } from "./loaders.ts";
import type { AttemptOfDelivery } from "./type-refs.ts";

/** Empty when the event is past retention. */
export async function sentBody(attempt: AttemptOfDelivery, loaders: Loaders): Promise<string> {
  const { eventId } = attempt.delivery;
  if (eventId === null) return PING_BODY;
  const event = await loaders.events.load(eventId);
  return event ? rebuildBody(attempt, event) : "";
}

function rebuildBody({ request, delivery }: AttemptOfDelivery, event: StoredEvent): string {
  const { integrationName } = request;
  return buildBody({
    event: { id: encodeId("evt", event.id), type: event.type, occurredAt: event.occurredAt, ...event.payload },
    integration:
      delivery.integrationId === null || integrationName === null
        ? null
        : { id: encodeId("int", delivery.integrationId), name: integrationName },
    secret: request.hasSecret ? maskBodySecret("secret") : null,
  });
}
