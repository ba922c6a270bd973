/**
 * Queued when a provider reports who attended a booking. The key identifies the report. Payload: `{ bookingId,
 * connectionId, externalId, source, kind, attendeeEmail, at, occasion, webhookEventId }`, see `AttendanceReport`. The
 * provider's id counts when our booking was merged into another one.
 */
export const ATTENDANCE_REPORTED = 'attendance-reported';

/** Queued when a provider notifies us of changes in a calendar. Key: the connection's id. Payload: `{ connectionId }`. */
export const CALENDAR_CHANGED = 'calendar-changed';
