import { type ExpiringRows, olderThan } from '@/lib/db/expiring-rows';
import { cronRuns, idempotencyKeys, invites, sessions } from '@/lib/db/schema/orgs';
import { auditLog } from '@/lib/db/schema/outgoing';
import { DAY_MS } from '@/lib/time/units';

export const expiringOrgRows: ExpiringRows[] = [
  {
    table: idempotencyKeys,
    key: idempotencyKeys.id,
    isExpired: (now) => olderThan(idempotencyKeys.createdAt, now, DAY_MS),
  },
  { table: sessions, key: sessions.id, isExpired: (now) => olderThan(sessions.expiresAt, now, 0) },
  // Kept for a while, so that somebody who comes late reads that the link has expired.
  { table: invites, key: invites.id, isExpired: (now) => olderThan(invites.expiresAt, now, 30 * DAY_MS) },
  { table: cronRuns, key: cronRuns.id, isExpired: (now) => olderThan(cronRuns.startedAt, now, 30 * DAY_MS) },
  { table: auditLog, key: auditLog.id, isExpired: (now) => olderThan(auditLog.at, now, 730 * DAY_MS) },
];
