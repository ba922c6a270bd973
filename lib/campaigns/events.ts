/**
 * Queued when a booking becomes a lead's latest accepted one, in the transaction that sets the lead's `booking_*`
 * columns. Key: `{leadId}:{bookingId}`. Payload: `{ leadId, bookingId }`.
 */
export const LEAD_BOOKED = 'lead-booked';
