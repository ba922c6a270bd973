import { defineCalendarWebhook } from '@/lib/http/webhooks/calendar-webhook';

/** Seconds; work continues after the response. */
export const maxDuration = 60;

/** Calendly posts to the address of a connected account. */
export const POST = defineCalendarWebhook('calendly', '/api/webhooks/calendly/[connection]');
