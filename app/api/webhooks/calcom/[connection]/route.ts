import { defineCalendarWebhook } from '@/lib/http/webhooks/calendar-webhook';

/** Seconds; work continues after the response. */
export const maxDuration = 60;

/** Cal.com posts to the address of a connected account. */
export const POST = defineCalendarWebhook('calcom', '/api/webhooks/calcom/[connection]');
