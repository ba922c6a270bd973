import { defineCalendarWebhook } from '@/lib/http/webhooks/calendar-webhook';
import { calcomDeliveries } from '@/lib/wiring/webhook-inbox';

/** Seconds; the answer goes out at once, what follows from it is done behind it. */
export const maxDuration = 60;

/** Cal.com tells what happened; the account follows from what it tells. */
export const POST = defineCalendarWebhook(calcomDeliveries, '/api/webhooks/calcom');
