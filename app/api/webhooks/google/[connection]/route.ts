import { readGooglePush } from '@/lib/calendars/providers/google/read-push';
import { defineCalendarPush } from '@/lib/http/webhooks/calendar-push-webhook';

/** Seconds; the answer goes out at once, what changed is read behind it. */
export const maxDuration = 60;

/** Google tells that something changed in a calendar. */
export const POST = defineCalendarPush({
  name: 'google',
  provider: 'google',
  read: ({ headers, params }) => readGooglePush(headers, params.connection ?? ''),
});
