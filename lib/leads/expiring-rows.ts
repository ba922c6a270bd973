import { inArray, sql } from 'drizzle-orm';
import { type ExpiringRows, olderThan } from '@/lib/db/expiring-rows';
import { leadImports } from '@/lib/db/schema/lead-imports';
import { DAY_MS } from '@/lib/time/units';

export const expiringLeadRows: ExpiringRows[] = [
  // Files that were uploaded but never imported, or whose import stopped; their rows go with them.
  {
    table: leadImports,
    key: leadImports.id,
    isExpired: (now) =>
      sql`${inArray(leadImports.status, ['receiving', 'uploaded', 'stopped'])} and ${olderThan(leadImports.updatedAt, now, 7 * DAY_MS)}`,
  },
];
