/** When a delivery is attempted again. */

/** Delay before attempt n+1 after failed attempt n: min(baseSeconds * 2^(n-1), maxSeconds), plus up to 10 % jitter. */
export type RetryPolicy = { maxRetries: number; baseSeconds: number; maxSeconds: number };
