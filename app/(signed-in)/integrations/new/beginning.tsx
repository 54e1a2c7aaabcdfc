/** What a new integration begins as, by the page's address, and the sentence that says so. */
import Link from "next/link";
import type { ReactNode } from "react";
import { ask } from "../../../session.ts";
import { eventTitle } from "../../../wording/event-title.ts";
import { InboxQuery } from "../../receiver/documents.ts";
import { EditedIntegrationQuery } from "../editor/documents.ts";
import { copyName, type EditorStart, newTo, valuesOf } from "../editor/editor-form.ts";
import { TriedEventQuery } from "./documents.ts";
import { startOfTemplate } from "./templates.ts";

/** At most one of them is given: an integration's id, a template's, an inbox's, an event's. */
export type Asked = { copy: string | null; template: string | null; inbox: string | null; event: string | null };

export type Beginning = { start?: EditorStart; lead?: ReactNode };

/** Null: what it is to begin as does not exist. */
export async function findBeginning({ copy, template, inbox, event }: Asked): Promise<Beginning | null> {
  if (copy !== null) return copyOf(copy);
  if (inbox !== null) return sendingTo(inbox);
  if (event !== null) return tryingWith(event);
  if (template === null) return {};
  const start = startOfTemplate(template);
  return start ? { start, lead: "Filled in for you, but for the address. Nothing is made until you save." } : null;
}

/** A copy is enabled like everything new. */
async function copyOf(id: string): Promise<Beginning | null> {
  const { integration } = await ask(EditedIntegrationQuery, { id });
  if (!integration) return null;
  const values = { ...valuesOf(integration), name: copyName(integration.name), isEnabled: true };
  const lead = (
    <>
      A copy of <Named href={`/integrations/${id}`} name={integration.name} />. Nothing is made until you save.
    </>
  );
  return { start: { key: id, values }, lead };
}

async function sendingTo(id: string): Promise<Beginning | null> {
  const { receiverInbox } = await ask(InboxQuery, { id, first: 0 });
  if (!receiverInbox) return null;
  const { name, uri } = receiverInbox;
  const lead = (
    <>
      It sends to your test inbox <Named href={`/receiver?inbox=${id}`} name={name} />, which shows what arrives.
      Nothing is made until you save.
    </>
  );
  return { start: { key: id, values: newTo({ name, uri }) }, lead };
}

async function tryingWith(id: string): Promise<Beginning | null> {
  const { event } = await ask(TriedEventQuery, { id });
  if (!event) return null;
  const { type, payload } = event;
  const values = { ...newTo({ eventTypes: [type.name] }), trigger: type.name };
  // As an event is published: what is stored of it is kept beside its type.
  const tried = JSON.stringify({ type: type.name, ...Object(payload) }, null, 2);
  const lead = (
    <>
      The preview tries its filters with <Named href={`/events/${id}`} name={eventTitle(type.name, payload)} />. Nothing
      is made until you save.
    </>
  );
  return { start: { key: id, values, tried }, lead };
}

function Named({ href, name }: { href: string; name: string }) {
  return (
    <Link href={href} dir="auto" className="underline underline-offset-2">
      {name}
    </Link>
  );
}
