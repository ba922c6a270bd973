import type { LeadStage, LeadWire } from '@/lib/contracts/leads';
import type { leads } from '@/lib/db/schema/leads';

interface LeadRow {
  lead: typeof leads.$inferSelect;
  campaignName: string;
  clientId: string | null;
  clientName: string | null;
}

/** A lead as the API returns it. */
export function leadWire({ lead, campaignName, clientId, clientName }: LeadRow): LeadWire {
  return {
    id: lead.id,
    email: lead.email,
    first_name: lead.firstName,
    last_name: lead.lastName,
    company: lead.company,
    title: lead.title,
    phone: lead.phone,
    timezone: lead.timezone,
    campaign: { id: lead.campaignId, name: campaignName },
    client: clientId === null ? null : { id: clientId, name: clientName ?? '' },
    stage: stageOf(lead),
    stages: {
      sent_at: text(lead.sentAt),
      delivered_at: text(lead.deliveredAt),
      replied_at: text(lead.repliedAt),
      interested_at: text(lead.interestedAt),
      bounced_at: text(lead.bouncedAt),
      unsubscribed_at: text(lead.unsubscribedAt),
      booked_at: text(lead.bookedAt),
      showed_at: text(lead.showedAt),
      no_show_at: text(lead.noShowAt),
    },
    booking_at: text(lead.bookingAt),
    booking_provider: lead.bookingProvider,
    booking_join_url: lead.bookingJoinUrl,
    created_at: lead.createdAt.toISOString(),
  };
}

/** The furthest stage; bounced and unsubscribed only without a better one. */
function stageOf(lead: LeadRow['lead']): LeadStage {
  if (lead.showedAt) return 'showed';
  if (lead.noShowAt) return 'no_show';
  if (lead.bookedAt) return 'booked';
  if (lead.interestedAt) return 'interested';
  if (lead.unsubscribedAt) return 'unsubscribed';
  if (lead.repliedAt) return 'replied';
  if (lead.bouncedAt) return 'bounced';
  if (lead.deliveredAt) return 'delivered';
  return lead.sentAt ? 'sent' : 'not_sent';
}

function text(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
