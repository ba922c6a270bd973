/**
 * Job: a provider says something about who came to a booking; the key tells one report from another. Payload:
 * `{ bookingId, connectionId, externalId, source, kind, attendeeEmail, at, occasion, webhookEventId }` as `AttendanceNews` and the
 * inbox have them; the provider's id counts should ours be gone.
 */
export const ATTENDANCE_REPORTED = 'attendance-reported';
