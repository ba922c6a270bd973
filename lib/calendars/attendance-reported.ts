/**
 * Job: a provider says something about who came to a booking; the key tells one report from another. Payload:
 * `{ bookingId, source, kind, attendeeEmail, at, occasion, webhookEventId }` as `AttendanceNews` and the inbox have them.
 */
export const ATTENDANCE_REPORTED = 'attendance-reported';
