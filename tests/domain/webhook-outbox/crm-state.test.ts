import { expect, it } from 'vitest';
import type { webhookMessages } from '@/lib/db/schema/outgoing';
import { readCrmEvent } from '@/lib/webhook-outbox/providers/crm/crm-event';
import { meetingOf } from '@/lib/webhook-outbox/providers/hubspot/map';
import { eventOf } from '@/lib/webhook-outbox/providers/salesforce/map';

function eventAfter(type: string, changes: Record<string, unknown>) {
  const booking = {
    id: 'bk_1',
    title: 'Demo',
    start_time: '2026-03-01T15:00:00.000Z',
    end_time: '2026-03-01T15:30:00.000Z',
    status_reason: null,
    provider: 'calcom',
    join_url: null,
    attendee: { name: 'Grace Hopper', email: 'grace@navy.example', phone: null },
    ...changes,
  };
  const body = JSON.stringify({ type, data: { booking } });
  const event = readCrmEvent({ body } as typeof webhookMessages.$inferSelect);
  if (event === 'test' || 'nothing' in event) throw new Error('It is an event.');
  return event;
}

const meeting = { fulfilment: 'meeting' };
const call = { fulfilment: 'call' };

it.each<[string, string, Record<string, unknown>, string, string]>([
  ['a meeting took place', 'booking.completed', { ...meeting, status: 'completed' }, 'COMPLETED', 'Demo'],
  ['one of several stayed away', 'booking.no_show', { ...meeting, status: 'completed' }, 'COMPLETED', 'Demo'],
  [
    'nobody came',
    'booking.failed',
    { ...meeting, status: 'failed', status_reason: 'no_show' },
    'NO_SHOW',
    'No-show: Demo',
  ],
  ['it is unknown again', 'booking.reopened', { ...meeting, status: 'pending' }, 'SCHEDULED', 'Demo'],
  ['a call reached nobody', 'booking.failed', { ...call, status: 'failed' }, 'NO_SHOW', 'Not reached: Demo'],
  ['a call was a no-show', 'booking.no_show', { ...call, status: 'completed' }, 'NO_SHOW', 'No-show: Demo'],
])('a CRM shows how the booking stands when %s', (_, type, booking, outcome, subject) => {
  const event = eventAfter(type, booking);
  expect(meetingOf(event).hs_meeting_outcome).toBe(outcome);
  expect(eventOf(event, 'who').Subject).toBe(subject);
});
