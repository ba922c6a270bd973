import type { CalendarFault } from '@/lib/calendars/faults';

/** Why a booking and its calendar do not agree, and what a person can do about it. */
interface SyncWords {
  why: string;
  remedy: string;
}

const CONNECT_AGAIN = 'Connect the account again under Settings → Integrations, then edit the booking to sync it.';

/** By the reason that stands on the booking. */
const words: Readonly<Record<string, SyncWords>> = {
  email_missing: {
    why: 'the attendee has no email address',
    remedy: 'Add one to the booking to sync it.',
  },
  slot_unavailable: {
    why: 'its time is not free in the calendar',
    remedy: 'Move the booking to a free time, or free up the time in the calendar.',
  },
  slot_taken: { why: 'the time was just booked by someone else', remedy: 'Book another time.' },
  link_given: {
    why: 'the provider does not allow this booking through Slotline',
    remedy: 'Book it on the provider’s page, or choose another event type for the service.',
  },
  cannot_reschedule: {
    why: 'the provider does not allow Slotline to move it',
    remedy: 'Move it at the provider.',
  },
  length_fixed: {
    why: 'its event type at the provider sets the length',
    remedy: 'Change the length at the provider, or undo the change here.',
  },
  cannot_cancel: {
    why: 'the provider does not allow Slotline to cancel it',
    remedy: 'Cancel it at the provider.',
  },
  gone: {
    why: 'it was deleted at the provider',
    remedy: 'Ask the attendee whether it is still on, then cancel it here or book it again.',
  },
  operator_busy: {
    why: 'it was moved to a time when the operator has another booking',
    remedy: 'Move one of the two bookings.',
  },
  time_unknown: {
    why: 'the booking page does not report the time it was booked for',
    remedy: 'Look up the time at the provider and set it here.',
  },
  disconnected: {
    why: 'the calendar is no longer connected',
    remedy: 'Update it at the provider, or connect the calendar again.',
  },
  provider_failed: { why: 'the provider did not accept it', remedy: 'Book another time, or try again later.' },
  grant_expired: { why: 'the connection was revoked or has expired', remedy: CONNECT_AGAIN },
  permission_missing: { why: 'the account has not granted all permissions', remedy: CONNECT_AGAIN },
  plan_too_small: {
    why: 'the account’s plan at the provider does not include this',
    remedy: 'Book it at the provider, or upgrade the plan there.',
  },
  event_type_missing: {
    why: 'the event type no longer exists',
    remedy: 'Choose another one under Settings → Integrations, then edit the booking to sync it.',
  },
  calendar_missing: {
    why: 'the account’s calendar no longer exists',
    remedy: CONNECT_AGAIN,
  },
  host_unknown: {
    why: 'the provider does not recognize the host',
    remedy: 'Check the mapping under Settings → Integrations → Staff and services.',
  },
  settings_incomplete: {
    why: 'nothing to book has been chosen yet',
    remedy: 'Choose an event type under Settings → Integrations, then edit the booking to sync it.',
  },
  own_page: { why: 'it can only be booked on its own page', remedy: 'Book it on that page.' },
  webhook_template: {
    why: 'its webhooks cannot be read',
    remedy: 'Remove the webhook’s payload template at the provider.',
  },
  refused: { why: 'the provider rejected it', remedy: 'Check it at the provider, and add it there if needed.' },
  unreachable: { why: 'the provider did not respond', remedy: 'Nothing to do: Slotline tries again.' },
} satisfies Record<CalendarFault, SyncWords> & Record<string, SyncWords>;

/** The words for a reason; one without words of its own is a reason of the provider. */
export function syncWords(reason: string | null): SyncWords {
  const known = reason === null ? undefined : words[reason];
  return known ?? { why: 'it gave no reason', remedy: 'Check it at the provider, and add it there if needed.' };
}
