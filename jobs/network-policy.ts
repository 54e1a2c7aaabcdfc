/**
 * Which addresses this installation's deliveries may reach: the public ones, what DELIVERY_ALLOW_NETWORKS opens, and
 * the built-in receiver. And by which way: those that were opened directly, all others through DELIVERY_PROXY if it is set.
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

/** The proxy for what is not of an allowed network; null: everything is reached directly. */
export function deliveryProxy(): URL | null {
  const { DELIVERY_PROXY } = config();
  return DELIVERY_PROXY === null ? null : new URL(DELIVERY_PROXY);
}

/** https goes to every address that the policy lets deliveries reach; plain http only to those that it lists. */
export function mayConnect(policy: NetworkPolicy, address: string, port: number, isTls: boolean): boolean {
  return isTls ? mayReach(policy, address, port) : isAllowedAddress(policy, address, port);
}
