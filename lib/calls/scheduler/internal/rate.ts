/** Calls granted lately: `[milliseconds since epoch, how many]`, oldest first. */
export type Grants = [number, number][];

/** How many calls may be granted at an instant, and if none, from when on. */
export interface Allowance {
  count: number;
  /** The first instant at which one more may be granted; equals the instant asked for when `count` > 0. */
  from: Date;
}

/**
 * Never more than `perSecond` calls within any second (below one per second: one call per 1/rate seconds).
 * The instances share the grants through a locked row, so the limit holds across them.
 */
export function allowanceAt(grants: Grants, perSecond: number, now: Date): Allowance {
  const { windowMs, most } = window(perSecond);
  const inWindow = grants.filter(([at]) => at > now.getTime() - windowMs);
  const count = Math.max(0, most - inWindow.reduce((sum, [, granted]) => sum + granted, 0));
  if (count > 0) return { count, from: now };
  const oldest = inWindow[0];
  return { count: 0, from: new Date((oldest?.[0] ?? now.getTime()) + windowMs) };
}

/** The grants after `count` more at `now`; those outside the window are dropped. */
export function withGrant(grants: Grants, perSecond: number, now: Date, count: number): Grants {
  const since = now.getTime() - window(perSecond).windowMs;
  return [...grants.filter(([at]) => at > since), [now.getTime(), count]];
}

function window(perSecond: number): { windowMs: number; most: number } {
  const windowMs = perSecond >= 1 ? 1000 : 1000 / perSecond;
  return { windowMs, most: Math.max(1, Math.floor((perSecond * windowMs) / 1000)) };
}

/** What one organization has due, and how much of it it may have placed now. */
export interface Share {
  organizationId: string;
  /** Due bookings, oldest first. */
  due: string[];
  allowed: number;
  lastGrantAt: Date | null;
}

/**
 * Deals the space's allowance out one by one, so that an organization with thousands due does not hold up one with a
 * single call. Who was served longest ago goes first.
 */
export function fairShare(shares: readonly Share[], total: number): string[] {
  const queue = [...shares].sort((a, b) => (a.lastGrantAt?.getTime() ?? 0) - (b.lastGrantAt?.getTime() ?? 0));
  const dealt: string[] = [];
  for (let round = 0; dealt.length < total; round++) {
    const before = dealt.length;
    for (const share of queue) {
      const next = round < share.allowed ? share.due[round] : undefined;
      if (next !== undefined && dealt.length < total) dealt.push(next);
    }
    if (dealt.length === before) break;
  }
  return dealt;
}
