/**
 * Queued in the transaction of every change of a booking; whoever is concerned reads the booking itself, so one run
 * serves any number of changes. Payload: `{ bookingId }`.
 */
export const BOOKING_CHANGED = 'booking-changed';
