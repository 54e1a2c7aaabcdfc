/** Marking notifications as read. */
import { countUnread, findNotifications, markAllRead, markRead } from "#db/notifications";
import { decodeId } from "#webhooks/id";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { forgetLoaded } from "../context.ts";
import { notFound } from "../user-faults.ts";
import type { Viewer } from "../viewer.ts";
import { USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

const IDS_MAX = 100;

const MarkNotificationsReadInput = builder.inputType("MarkNotificationsReadInput", {
  description: "Which notifications the viewer has read.",
  fields: (t) => ({ ids: t.idList({ description: `At most ${IDS_MAX}; absent: all that there are.` }) }),
});

const MarkNotificationsReadPayload = builder
  .objectRef<{ viewer: Viewer; userErrors: UserErrorValue[] }>("MarkNotificationsReadPayload")
  .implement({
    description: "What marking came to.",
    fields: (t) => ({
      unreadNotificationCount: t.int({
        description: "How many the viewer has not read now.",
        resolve: ({ viewer }) => countUnread(viewer.tenantId, viewer.id),
      }),
      userErrors: t.field({
        type: [UserError],
        description: USER_ERRORS_DESCRIPTION,
        resolve: (payload) => payload.userErrors,
      }),
    }),
  });

builder.mutationField("markNotificationsRead", (t) =>
  t.field({
    type: MarkNotificationsReadPayload,
    description: "Notes that the viewer has read notifications; for nobody else.",
    authScopes: { permission: "READ" },
    args: { input: t.arg({ type: MarkNotificationsReadInput, required: true, description: "Which ones." }) },
    resolve: async (_root, { input }, context) => {
      const { viewer } = context;
      const userErrors = input.ids == null ? await markAll(viewer) : await mark(viewer, input.ids);
      forgetLoaded(context);
      return { viewer, userErrors };
    },
  }),
);

async function markAll({ tenantId, id }: Viewer): Promise<UserErrorValue[]> {
  await markAllRead(tenantId, id);
  return [];
}

async function mark({ tenantId, id: readerId }: Viewer, publicIds: readonly string[]): Promise<UserErrorValue[]> {
  if (publicIds.length > IDS_MAX) {
    const message = `There are ${publicIds.length} ids; at most ${IDS_MAX} are possible.`;
    return [{ code: "LIMIT_EXCEEDED", message, path: ["ids"] }];
  }
  const ids = publicIds.map((publicId) => decodeId("ntf", publicId));
  const rows = await findNotifications(
    tenantId,
    ids.filter((id) => id !== null),
  );
  const known = new Set(rows.map((row) => row.id));
  const unknown = publicIds.flatMap((publicId, index) =>
    known.has(ids[index] ?? "") ? [] : [notFound("notification", publicId, ["ids", String(index)])],
  );
  if (unknown.length === 0) await markRead(tenantId, readerId, [...known]);
  return unknown;
}
