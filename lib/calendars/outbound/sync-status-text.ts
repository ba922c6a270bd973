import type { CalendarFault } from '@/lib/calendars/faults';

/** Why a booking and its calendar do not agree, and what a person can do about it. */
export interface SyncWords {
  why: string;
  remedy: string;
}

const CONNECT_AGAIN =
  'Connect the account again in the settings under Integrations, then change the booking to write it anew.';

/** By the reason that stands on the booking. */
const words: Readonly<Record<string, SyncWords>> = {
  email_missing: {
    why: 'the attendee has no e-mail address',
    remedy: 'Add one to the booking: it is written then.',
  },
  slot_unavailable: {
    why: 'its time is not free there',
    remedy: 'Move the booking to a time that is, or free the time there.',
  },
  slot_taken: { why: 'the time was just taken by somebody else', remedy: 'Book another time.' },
  link_given: {
    why: 'the provider does not let us book this',
    remedy: 'Book it on the provider’s own page, or choose another event type for the service.',
  },
  cannot_reschedule: {
    why: 'the provider does not let us move it',
    remedy: 'Move it there by hand.',
  },
  length_fixed: {
    why: 'its event type there says how long it lasts',
    remedy: 'Change the length there, or set it back here.',
  },
  cannot_cancel: {
    why: 'the provider does not let us cancel it',
    remedy: 'Cancel it there by hand.',
  },
  gone: {
    why: 'it was deleted there meanwhile',
    remedy: 'Ask the attendee whether it still stands, then cancel it here or book it anew.',
  },
  operator_busy: {
    why: 'it was moved there to a time at which the operator has another booking here',
    remedy: 'Move one of the two.',
  },
  time_unknown: {
    why: 'the booking page does not report the time it was booked for',
    remedy: 'Look up the time at the provider and set it here.',
  },
  disconnected: {
    why: 'the calendar is not connected any more',
    remedy: 'See to it there by hand, or connect the calendar again.',
  },
  provider_failed: { why: 'the provider did not take it', remedy: 'Book another time, or try again later.' },
  grant_expired: { why: 'the connection was revoked or has expired', remedy: CONNECT_AGAIN },
  permission_missing: { why: 'the account does not allow everything that is needed', remedy: CONNECT_AGAIN },
  plan_too_small: {
    why: 'the account’s plan at the provider does not include this',
    remedy: 'Book it there by hand, or change the plan there.',
  },
  event_type_missing: {
    why: 'the event type no longer exists',
    remedy: 'Choose another one in the settings under Integrations, then change the booking to write it anew.',
  },
  calendar_missing: {
    why: 'the calendar of the account is gone',
    remedy: CONNECT_AGAIN,
  },
  host_unknown: {
    why: 'the provider does not know the host',
    remedy: 'Check the staff in the settings under Integrations, Staff and services.',
  },
  settings_incomplete: {
    why: 'nothing is chosen yet that could be booked there',
    remedy: 'Choose an event type in the settings under Integrations, then change the booking to write it anew.',
  },
  own_page: { why: 'it is booked on its own page only', remedy: 'Book it on that page.' },
  webhook_template: { why: 'its webhooks cannot be read', remedy: 'Remove the payload template of the webhook there.' },
  refused: { why: 'the provider refused it', remedy: 'Look at it there, and write it by hand if need be.' },
  unreachable: { why: 'the provider did not answer', remedy: 'Nothing needs doing: it is asked again.' },
} satisfies Record<CalendarFault, SyncWords> & Record<string, SyncWords>;

/** The words for a reason; one without words of its own is a reason of the provider. */
export function syncWords(reason: string | null): SyncWords {
  const known = reason === null ? undefined : words[reason];
  return known ?? { why: 'it did not say why', remedy: 'Look at it there, and write it by hand if need be.' };
}
