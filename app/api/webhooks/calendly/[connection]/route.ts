import { defineCalendarWebhook } from '@/lib/http/webhooks/calendar-webhook';
import { calendlyDeliveries } from '@/lib/wiring/webhook-inbox';

/** Seconds; the answer goes out at once, what follows from it is done behind it. */
export const maxDuration = 60;

/** Calendly tells what happened in a connected account. */
export const POST = defineCalendarWebhook(calendlyDeliveries, '/api/webhooks/calendly/[connection]');
