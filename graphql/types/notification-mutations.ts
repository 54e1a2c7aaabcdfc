/** Marking notifications as read, and as unread again. */
import { countUnread, findNotifications, markAllRead, markRead, markUnread } from "#db/notifications";
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

const MarkNotificationsUnreadInput = builder.inputType("MarkNotificationsUnreadInput", {
  description: "Which notifications the viewer wants to see as unread again.",
  fields: (t) => ({ ids: t.idList({ required: true, description: `At most ${IDS_MAX}.` }) }),
});

type Marked = { viewer: Viewer; userErrors: UserErrorValue[] };

function markedPayload(name: string) {
  return builder.objectRef<Marked>(name).implement({
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
}

builder.mutationFields((t) => ({
  markNotificationsRead: t.field({
    type: markedPayload("MarkNotificationsReadPayload"),
    description: "Notes that the viewer has read notifications; for nobody else.",
    authScopes: { permission: "READ" },
    args: { input: t.arg({ type: MarkNotificationsReadInput, required: true, description: "Which ones." }) },
    resolve: async (_root, { input }, context) => {
      const { viewer } = context;
      const userErrors = input.ids == null ? await markAll(viewer) : await mark(viewer, input.ids, markRead);
      forgetLoaded(context);
      return { viewer, userErrors };
    },
  }),
  markNotificationsUnread: t.field({
    type: markedPayload("MarkNotificationsUnreadPayload"),
    description: "Takes back that the viewer has read notifications; refused for what is older than the viewer.",
    authScopes: { permission: "READ" },
    args: { input: t.arg({ type: MarkNotificationsUnreadInput, required: true, description: "Which ones." }) },
    resolve: async (_root, { input }, context) => {
      const { viewer } = context;
      const userErrors = await mark(viewer, input.ids, markUnread, (id) => id < viewer.id);
      forgetLoaded(context);
      return { viewer, userErrors };
    },
  }),
}));

async function markAll({ tenantId, id }: Viewer): Promise<UserErrorValue[]> {
  await markAllRead(tenantId, id);
  return [];
}

/** Nothing is marked unless all of them are there, and none is `tooOld`: ids carry their time. */
async function mark(
  { tenantId, id: readerId }: Viewer,
  publicIds: readonly string[],
  note: typeof markRead,
  tooOld: (id: string) => boolean = () => false,
): Promise<UserErrorValue[]> {
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
  const faults = publicIds.flatMap((publicId, index): UserErrorValue[] => {
    const id = ids[index] ?? "";
    const path = ["ids", String(index)];
    if (!known.has(id)) return [notFound("notification", publicId, path)];
    const message = "What was told before you were here counts as read.";
    return tooOld(id) ? [{ code: "INVALID", message, path }] : [];
  });
  if (faults.length === 0 && known.size > 0) await note(tenantId, readerId, [...known]);
  return faults;
}
