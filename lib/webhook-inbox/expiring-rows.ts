import { type ExpiringRows, olderThan } from '@/lib/db/expiring-rows';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { DAY_MS } from '@/lib/time/units';

export const expiringInboxRows: ExpiringRows[] = [
  // Long after any provider has stopped repeating a delivery.
  {
    table: webhookEvents,
    key: webhookEvents.id,
    isExpired: (now) => olderThan(webhookEvents.receivedAt, now, 90 * DAY_MS),
  },
];
