import type { IncomingLead } from './merge-leads';

/**
 * Adds implied stages: a lead who replied was sent an email, and an email that was sent and did not bounce was delivered.
 * @param reportsDelivery whether the source itself reports deliveries
 */
export function withImplied(lead: IncomingLead, reportsDelivery: boolean): IncomingLead {
  const { deliveredAt, repliedAt, interestedAt, bouncedAt, unsubscribedAt } = lead;
  const later = [deliveredAt, repliedAt, interestedAt, bouncedAt, unsubscribedAt].filter((at) => at != null);
  const first = later.length > 0 ? new Date(Math.min(...later.map((at) => at.getTime()))) : null;
  const sentAt = lead.sentAt ?? first;
  if (!sentAt) return lead;
  const answered = repliedAt ?? interestedAt;
  const arrived = deliveredAt ?? answered ?? (reportsDelivery || bouncedAt ? null : sentAt);
  return { ...lead, sentAt, ...(arrived ? { deliveredAt: arrived } : {}) };
}
