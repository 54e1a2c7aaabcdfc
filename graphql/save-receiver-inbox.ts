/**
 * Making, changing, clearing and removing inboxes of the built-in receiver, and what the audit trail keeps of it: never
 * the token of the URL, which lets anybody write. Reading the input is webhooks/receiver-inbox's.
 */
import type { AccountChange } from "#db/account-change";
import { insertAuditEntry } from "#db/audit";
import { clearReceivedRequests } from "#db/received-requests";
import {
  countReceiverInboxes,
  deleteReceiverInbox,
  findReceiverInboxes,
  insertReceiverInbox,
  type ReceiverInbox,
  type StoredInboxFields,
  updateReceiverInbox,
} from "#db/receiver-inboxes";
import { decodeId, encodeId } from "#webhooks/id";
import { EXPIRES_IN_DAYS_DEFAULT, INBOXES_MAX, type InboxFields, parseInbox } from "#webhooks/receiver-inbox";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { notFound } from "./user-faults.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** `input` as it was given. LIMIT_EXCEEDED when the tenant has as many as it may. */
export async function createInbox(change: AccountChange, input: { name?: unknown }): Promise<Parsed<ReceiverInbox>> {
  const { name, ...rest } = input;
  const parsed = parseInbox(name == null ? rest : input);
  const inboxes = await countReceiverInboxes(change.tx, change.tenantId);
  const errors = [...(parsed.ok ? [] : parsed.errors), ...(inboxes < INBOXES_MAX ? [] : [tooMany()])];
  if (!parsed.ok || errors.length > 0) return { ok: false, errors };
  const fields = { name: `Inbox ${inboxes + 1}`, expiresInDays: EXPIRES_IN_DAYS_DEFAULT, answer: null };
  const created = await insertReceiverInbox(change.tenantId, stored({ ...fields, ...parsed.value }), change.tx);
  await audit(change, { verb: "created", summary: `Inbox ${created.name} was created.`, before: null, after: created });
  return { ok: true, value: created };
}

/** `input` as it was given; absent fields stay. */
export async function changeInbox(
  change: AccountChange,
  publicId: string,
  input: object,
): Promise<Parsed<ReceiverInbox>> {
  const [current, parsed] = [await findInbox(change, publicId), parseInbox(input)];
  const errors = [...(current.ok ? [] : current.errors), ...(parsed.ok ? [] : parsed.errors)];
  if (!current.ok || !parsed.ok || errors.length > 0) return { ok: false, errors };
  const before = current.value;
  const after = await updateReceiverInbox(change.tx, before, stored(parsed.value));
  await audit(change, { verb: "updated", summary: `Inbox ${after.name} was changed.`, before, after });
  return { ok: true, value: after };
}

/** One that is empty stays as it is. */
export async function clearInbox(change: AccountChange, publicId: string): Promise<Parsed<ReceiverInbox>> {
  const current = await findInbox(change, publicId);
  if (!current.ok) return current;
  const gone = await clearReceivedRequests(change.tx, current.value);
  const { value: inbox } = current;
  const summary = `Inbox ${inbox.name} was cleared of ${gone} ${gone === 1 ? "request" : "requests"}.`;
  if (gone > 0) await audit(change, { verb: "cleared", summary, before: inbox, after: inbox });
  return current;
}

/** What it got goes with it. */
export async function removeInbox(change: AccountChange, publicId: string): Promise<Parsed<ReceiverInbox>> {
  const current = await findInbox(change, publicId);
  if (!current.ok) return current;
  const { value: inbox } = current;
  await deleteReceiverInbox(change.tx, inbox);
  await audit(change, { verb: "deleted", summary: `Inbox ${inbox.name} was deleted.`, before: inbox, after: null });
  return current;
}

async function findInbox(change: AccountChange, publicId: string): Promise<Parsed<ReceiverInbox>> {
  const id = decodeId("rcv", publicId);
  const [row] = id === null ? [] : await findReceiverInboxes(change.tenantId, [id], change.tx);
  return row ? { ok: true, value: row } : { ok: false, errors: [notFound("inbox", publicId, ["id"])] };
}

function tooMany(): UserError {
  const message = `There are ${INBOXES_MAX} inboxes, which is the most; delete one first.`;
  return { code: "LIMIT_EXCEEDED", message, path: [] };
}

function stored({ expiresInDays, ...plain }: InboxFields): StoredInboxFields;
function stored({ expiresInDays, ...plain }: Partial<InboxFields>): Partial<StoredInboxFields>;
function stored({ expiresInDays, ...plain }: Partial<InboxFields>): Partial<StoredInboxFields> {
  if (expiresInDays === undefined) return plain;
  const expiresAt = expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS);
  return { ...plain, expiresAt };
}

type Entry = {
  verb: "created" | "updated" | "cleared" | "deleted";
  summary: string;
  before: ReceiverInbox | null;
  after: ReceiverInbox | null;
};

function audit({ tx, tenantId, actor }: AccountChange, { verb, summary, before, after }: Entry): Promise<void> {
  const inbox = after ?? before;
  if (!inbox) throw new Error("An audit entry needs a subject.");
  return insertAuditEntry(tx, {
    tenantId,
    actor,
    action: `receiverInbox.${verb}`,
    subjectId: encodeId("rcv", inbox.id),
    summary,
    before: before && shown(before),
    after: after && shown(after),
  });
}

function shown({ id, name, createdAt, expiresAt, answer }: ReceiverInbox) {
  return { id: encodeId("rcv", id), name, createdAt, expiresAt, answer };
}
