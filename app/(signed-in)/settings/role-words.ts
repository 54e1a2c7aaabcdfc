/** Roles and permissions in the words of the pages. */
import type { Permission, Role } from "#webhooks/permissions";

export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  VIEWER: { name: "Viewer", may: "sees everything, changes nothing" },
  EDITOR: { name: "Editor", may: "changes integrations and subscriptions, retries deliveries" },
  ADMIN: { name: "Administrator", may: "does everything, and keeps users and API keys" },
};

export const PERMISSION_WORDS: Record<Permission, string> = {
  READ: "look at everything but users, keys and the audit trail",
  MANAGE: "change integrations and subscriptions, retry deliveries",
  PUBLISH: "publish events",
  ADMINISTER: "keep users and API keys, see the audit trail",
};
