/** Recently granted calls: `[milliseconds since epoch, count]`, oldest first. */
export type Grants = [number, number][];

/** How many calls may be granted at an instant. */
interface Allowance {
  count: number;
  /** When the next call may be granted: the same instant if `count` > 0. */
  from: Date;
}

/** At most `perSecond` calls within any second; below one per second, one call per 1/rate seconds. */
export function allowanceAt(grants: Grants, perSecond: number, now: Date): Allowance {
  const { windowMs, limit } = window(perSecond);
  const inWindow = grants.filter(([at]) => at > now.getTime() - windowMs);
  const count = Math.max(0, limit - inWindow.reduce((sum, [, granted]) => sum + granted, 0));
  if (count > 0) return { count, from: now };
  const oldest = inWindow[0];
  return { count: 0, from: new Date((oldest?.[0] ?? now.getTime()) + windowMs) };
}

/** Adds `count` grants at `now` and drops those outside the window. */
export function withGrant(grants: Grants, perSecond: number, now: Date, count: number): Grants {
  const since = now.getTime() - window(perSecond).windowMs;
  return [...grants.filter(([at]) => at > since), [now.getTime(), count]];
}

function window(perSecond: number): { windowMs: number; limit: number } {
  const windowMs = perSecond >= 1 ? 1000 : 1000 / perSecond;
  return { windowMs, limit: Math.max(1, Math.floor((perSecond * windowMs) / 1000)) };
}

/** One organization's due bookings and how many of them its own rate allows now. */
export interface Share {
  organizationId: string;
  /** Due bookings, oldest first. */
  due: string[];
  allowed: number;
  lastGrantAt: Date | null;
}

/**
 * Distributes the space's allowance one call at a time, so that an organization with thousands due doesn't hold up one
 * with a single call. The organization served longest ago goes first.
 */
export function fairShare(shares: readonly Share[], total: number): string[] {
  const queue = [...shares].sort((a, b) => (a.lastGrantAt?.getTime() ?? 0) - (b.lastGrantAt?.getTime() ?? 0));
  const picked: string[] = [];
  for (let round = 0; picked.length < total; round++) {
    const before = picked.length;
    for (const share of queue) {
      const next = round < share.allowed ? share.due[round] : undefined;
      if (next !== undefined && picked.length < total) picked.push(next);
    }
    if (picked.length === before) break;
  }
  return picked;
}
