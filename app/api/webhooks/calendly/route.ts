import { defineCalendarWebhook } from '@/lib/http/webhooks/calendar-webhook';

/** Seconds; work continues after the response. */
export const maxDuration = 60;

/** Calendly posts to the installation's plain address; the account follows from the delivery. */
export const POST = defineCalendarWebhook('calendly', '/api/webhooks/calendly');
