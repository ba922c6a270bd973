/**
 * Queued when a booking becomes a lead's latest accepted one, in the transaction that sets the lead's `booking_*`
 * columns. Key: `{leadId}:{bookingId}`. Payload: `{ leadId, bookingId }`.
 */
export const LEAD_BOOKED = 'lead-booked';

/**
 * Queued in the transaction that writes leads which are new, or whose address, name, company, telephone or time of
 * sending changed: attendees who could be theirs are matched again. Key: one of the writing's own, so that several do
 * not join. Payload: `{ leadIds }`, a thousand at most.
 */
export const LEADS_ARRIVED = 'leads-arrived';

/** Queued when an import starts, and again while it has lines left. Key: the import's id. Payload: `{ importId }`. */
export const LEAD_IMPORT = 'lead-import';

/** Queued when an e-mail tool tells of one of its leads. Key: `{toolId}:{leadId}`. Payload: `{ toolId, leadId }`, its own id. */
export const EMAIL_TOOL_IMPORT = 'email-tool-import';
