import { type ExpiringRows, olderThan } from '@/lib/db/expiring-rows';
import { webhookMessages } from '@/lib/db/schema/outgoing';
import { DAY_MS } from '@/lib/time/units';

export const expiringOutboxRows: ExpiringRows[] = [
  // With their deliveries and attempts; longer than a retry or a replay reaches back.
  {
    table: webhookMessages,
    key: webhookMessages.id,
    isExpired: (now) => olderThan(webhookMessages.createdAt, now, 90 * DAY_MS),
  },
];
