/**
 * Which addresses this installation's deliveries may reach: the public ones, what DELIVERY_ALLOW_NETWORKS opens, and
 * the built-in receiver.
 */
import { config } from "#config";
import { isAllowedAddress, mayReach, type NetworkPolicy, parseNetworks } from "#webhooks/public-address";

let memo: NetworkPolicy | undefined;

/** Parsed on first use. Throws when the setting is not a list of networks (checked at start already). */
export function networkPolicy(): NetworkPolicy {
  if (!memo) {
    const parsed = parseNetworks(config().DELIVERY_ALLOW_NETWORKS);
    if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join(" "));
    const { RECEIVER_ORIGIN } = config();
    memo = RECEIVER_ORIGIN ? { ...parsed.value, origins: [RECEIVER_ORIGIN] } : parsed.value;
  }
  return memo;
}

/** https goes to every address that the policy lets deliveries reach; plain http only to those that it lists. */
export function mayConnect(policy: NetworkPolicy, address: string, port: number, isTls: boolean): boolean {
  return isTls ? mayReach(policy, address, port) : isAllowedAddress(policy, address, port);
}
