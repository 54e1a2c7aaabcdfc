/** Where the inboxes of the built-in receiver are reached. */
import { config } from "#config";

export function inboxPath(token: string): string {
  return `/api/receiver/${token}`;
}

/** What a subscription's URI should be: the address that deliveries may reach, or else the public one. */
export function inboxUri(token: string): string {
  const { RECEIVER_ORIGIN, PUBLIC_URL } = config();
  const origin = RECEIVER_ORIGIN ? `http://${hostOf(RECEIVER_ORIGIN.address)}:${RECEIVER_ORIGIN.port}` : PUBLIC_URL;
  return origin + inboxPath(token);
}

function hostOf(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
