import { defineCalendarPush } from '@/lib/http/webhooks/calendar-push-webhook';

/** Seconds; the changes are read after the response. */
export const maxDuration = 60;

/** Microsoft Graph notifies us that a calendar changed, or what becomes of the subscription. */
export const POST = defineCalendarPush('outlook', 'microsoft');
