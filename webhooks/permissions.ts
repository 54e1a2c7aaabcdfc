/** Who may do what: the contract's permissions, and which of them each role of a user carries. */

/** READ: all queries. MANAGE: integrations, subscriptions, retries, recoveries. PUBLISH: events. ADMINISTER: users, API keys, notification settings. */
export const PERMISSIONS = ["READ", "MANAGE", "PUBLISH", "ADMINISTER"] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ["VIEWER", "EDITOR", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  VIEWER: ["READ"],
  EDITOR: ["READ", "MANAGE"],
  ADMIN: PERMISSIONS,
};

/** Permissions do not imply one another: an API key may PUBLISH without being able to READ. */
export function may(permissions: readonly Permission[], permission: Permission): boolean {
  return permissions.includes(permission);
}
