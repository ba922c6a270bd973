import { readGooglePush } from '@/lib/calendars/read-google-push';
import { defineCalendarPush } from '@/lib/http/calendar-push-webhook';

/** Google tells that something changed in a calendar. */
export const POST = defineCalendarPush({
  name: 'google',
  provider: 'google',
  read: ({ headers, params }) => readGooglePush(headers, params.connection ?? ''),
});
