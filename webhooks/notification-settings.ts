/** Where notifications go beside the inbox, as input names it. Leaves resolving the URI's name to the callers. */
import { parseEndpointUri } from "./endpoint-uri.ts";
import { isRecord, ownValue, readBoolean } from "./input-fields.ts";
import type { NetworkPolicy } from "./public-address.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

export type NotificationSettingsFields = { webhookUri?: string | null; mailsAdministrators?: boolean };

/** Only the fields that are given; `null` removes the webhook. All faults at once. */
export function parseNotificationSettings(input: unknown, policy: NetworkPolicy): Parsed<NotificationSettingsFields> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    addFault(faults, "INVALID", [], `The settings are ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const fields: NotificationSettingsFields = {};
  const webhookUri = ownValue(input, "webhookUri");
  if (webhookUri === null) fields.webhookUri = null;
  else if (webhookUri !== undefined) {
    const endpoint = parseEndpointUri(webhookUri, policy, ["webhookUri"]);
    if (endpoint.ok) fields.webhookUri = endpoint.value.uri;
    else faults.push(...endpoint.errors);
  }
  const mails = ownValue(input, "mailsAdministrators");
  if (mails !== undefined) {
    fields.mailsAdministrators = readBoolean(faults, mails, "mailsAdministrators", ["mailsAdministrators"]) ?? false;
  }
  return parsed(faults, () => fields);
}
