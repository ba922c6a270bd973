import { readMicrosoftPush } from '@/lib/calendars/providers/outlook/read-push';
import { defineCalendarPush } from '@/lib/http/webhooks/calendar-push-webhook';

/** Seconds; the answer goes out at once, what changed is read behind it. */
export const maxDuration = 60;

/** Microsoft Graph tells that something changed in a calendar, or what becomes of the subscription. */
export const POST = defineCalendarPush({
  name: 'microsoft',
  provider: 'outlook',
  read: ({ text, params }) => readMicrosoftPush(text, params.connection ?? ''),
  proof: ({ query }) => query.get('validationToken'),
  // Two that say the same are two: something may have changed again in between.
  answersRepeats: true,
});
