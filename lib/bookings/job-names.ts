/**
 * Queued in the transaction of every change of a booking that a connected calendar may hold. The handler reads the booking
 * itself, so one run serves any number of changes. Payload: `{ bookingId }`.
 */
export const BOOKING_CHANGED = 'booking-changed';

/** Queued when a booking may count for other leads: its people, its time or its end changed. Payload: `{ bookingId }`. */
export const BOOKING_ATTRIBUTE = 'booking-counted';

/** Queued for each event that others may subscribe to. Payload: `{ historyId }`. */
export const BOOKING_PUBLISH = 'booking-told';

/**
 * Queued when a booking was merged into another. Payload: `{ bookingId, keptId, at }`: the deleted one, the kept one,
 * when.
 */
export const BOOKING_MERGED = 'booking-joined';

/** Events that attribution and subscribers need; all other kinds only appear in the timeline. */
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
