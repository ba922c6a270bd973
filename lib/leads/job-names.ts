/**
 * Queued when a booking becomes a lead's latest accepted one, in the transaction that sets the lead's `booking_*`
 * columns. Key: `{leadId}:{bookingId}`. Payload: `{ leadId, bookingId }`.
 */
export const LEAD_BOOKED = 'lead-booked';

/**
 * Queued in the transaction that writes leads that are new, or whose email, name, company, phone or first email changed:
 * attendees who could be theirs are matched again. Key: unique, so that several do not merge. Payload: `{ leadIds }`, at
 * most a thousand.
 */
export const LEADS_ARRIVED = 'leads-arrived';

/** Queued when an import starts, and again while rows are left. Key: the import's id. Payload: `{ importId }`. */
export const LEAD_IMPORT = 'lead-import';

/** Queued when an email tool reports a change of a lead. Key: `{toolId}:{leadId}`. Payload: `{ toolId, leadId }`, the tool's lead id. */
export const EMAIL_TOOL_IMPORT = 'email-tool-import';
