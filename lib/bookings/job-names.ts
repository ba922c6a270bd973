/**
 * Queued in the transaction of every change of a booking that a calendar outside may hold; whoever is concerned reads
 * the booking itself, so one run serves any number of changes. Payload: `{ bookingId }`.
 */
export const BOOKING_CHANGED = 'booking-changed';

/** Queued with what changes whom a booking counts for: its people, its time, its end. Payload: `{ bookingId }`. */
export const BOOKING_ATTRIBUTE = 'booking-counted';

/** Queued for each event of a booking that others may have asked to be told of. Payload: `{ historyId }`. */
export const BOOKING_PUBLISH = 'booking-told';

/**
 * Queued when a booking turned out to be the same as another and is gone. Payload: `{ bookingId, keptId, at }`: the one
 * that is gone, the one that stays, when.
 */
export const BOOKING_MERGED = 'booking-joined';

/** What can happen to a booking that more than its timeline cares for; other kinds are only written down. */
export const attributedKinds: ReadonlySet<string> = new Set([
  'created',
  'rescheduled',
  'edited',
  'synced',
  'confirmed',
  'cancelled',
  'restored',
  'completed',
  'failed',
  'reopened',
  'attendees_changed',
]);
export const publishedKinds: ReadonlySet<string> = new Set([
  'created',
  'rescheduled',
  'cancelled',
  'restored',
  'completed',
  'failed',
  'retry_scheduled',
  'reopened',
  'no_show',
]);
