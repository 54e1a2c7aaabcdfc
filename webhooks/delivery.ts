/** Deliveries: statuses, and what a status becomes after an attempt. */

export const DELIVERY_STATUSES = ["PENDING", "RETRYING", "HELD", "SUCCEEDED", "FAILED", "CANCELLED"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
export const DELIVERY_ORIGINS = ["EVENT", "RECOVERY", "TEST"] as const;
export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];
