import { defineCalendarPush } from '@/lib/http/webhooks/calendar-push-webhook';

/** Seconds; the changes are read after the response. */
export const maxDuration = 60;

/** Google notifies us that a calendar changed. */
export const POST = defineCalendarPush('google', 'google');
