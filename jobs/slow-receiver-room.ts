/**
 * How many of a process's jobs may be with receivers that take their time, altogether and of one tenant: the rest is for
 * those that answer at once.
 */

const SHARE = 0.4;
const TENANT_SHARE = 0.25;

export type SlowReceiverRoom = {
  hasRoom: (tenantId: string) => boolean;
  /** Answers what to call when the attempt is over. */
  enter: (tenantId: string) => () => void;
};

/** In a process that does `jobs` at once. */
export function createSlowReceiverRoom(jobs: number): SlowReceiverRoom {
  const byTenant = new Map<string, number>();
  let all = 0;

  function count(tenantId: string, change: 1 | -1): void {
    all += change;
    const ofTenant = (byTenant.get(tenantId) ?? 0) + change;
    if (ofTenant === 0) byTenant.delete(tenantId);
    else byTenant.set(tenantId, ofTenant);
  }

  return {
    hasRoom: (tenantId) => all < jobs * SHARE && (byTenant.get(tenantId) ?? 0) < jobs * TENANT_SHARE,
    enter: (tenantId) => {
      count(tenantId, 1);
      return () => count(tenantId, -1);
    },
  };
}
