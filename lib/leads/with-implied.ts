import type { IncomingLead } from './merge-leads';

/**
 * Adds what follows from what is told: whoever answered was written to, and what was sent and did not come back was
 * delivered.
 * @param tellsDelivery whether the source itself says what was delivered
 */
export function withImplied(lead: IncomingLead, tellsDelivery: boolean): IncomingLead {
  const { deliveredAt, repliedAt, interestedAt, bouncedAt, unsubscribedAt } = lead;
  const later = [deliveredAt, repliedAt, interestedAt, bouncedAt, unsubscribedAt].filter((at) => at != null);
  const first = later.length > 0 ? new Date(Math.min(...later.map((at) => at.getTime()))) : null;
  const sentAt = lead.sentAt ?? first;
  if (!sentAt) return lead;
  const answered = repliedAt ?? interestedAt;
  const arrived = deliveredAt ?? answered ?? (tellsDelivery || bouncedAt ? null : sentAt);
  return { ...lead, sentAt, ...(arrived ? { deliveredAt: arrived } : {}) };
}
