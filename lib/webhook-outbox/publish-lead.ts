import { eq } from 'drizzle-orm';
import { campaigns, clients, leads } from '@/lib/db/schema/leads';
import type { JobHandler } from '@/lib/jobs/drain';
import { bookingFacts } from '@/lib/webhook-outbox/internal/booking-facts';
import { writeMessage } from '@/lib/webhook-outbox/internal/write-message';
import type { OutboxContext } from './outbox-context';

/** Publishes that a lead booked; once per lead and booking. */
export function publishLead(context: Pick<OutboxContext, 'db' | 'clock' | 'ids'>): JobHandler {
  const { db, clock, ids } = context;
  return async (job) => {
    const [row] = await db
      .select({ lead: leads, campaign: campaigns, client: clients })
      .from(leads)
      .innerJoin(campaigns, eq(campaigns.id, leads.campaignId))
      .leftJoin(clients, eq(clients.id, campaigns.clientId))
      .where(eq(leads.id, String(job.payload.leadId)));
    const bookingId = String(job.payload.bookingId);
    const booking = row && (await bookingFacts(db, bookingId));
    // A lead with another booking by now is published with that one.
    if (!row || !booking || row.lead.bookingId !== bookingId) return;
    const { lead, campaign, client } = row;
    await writeMessage(
      db,
      { ids, now: clock.now() },
      {
        organizationId: lead.organizationId,
        eventType: 'lead.booked',
        sourceKey: `${lead.id}:${bookingId}`,
        bookingId,
        occurredAt: job.createdAt,
        data: {
          lead: {
            id: lead.id,
            email: lead.email,
            first_name: lead.firstName,
            last_name: lead.lastName,
            company: lead.company,
            title: lead.title,
            phone: lead.phone,
            timezone: lead.timezone,
            external_id: lead.externalId,
            campaign: { id: campaign.id, name: campaign.name },
            client: client ? { id: client.id, name: client.name } : null,
            booking_at: lead.bookingAt?.toISOString() ?? null,
            booking_provider: lead.bookingProvider,
            booking_join_url: lead.bookingJoinUrl,
          },
          booking,
        },
      },
    );
  };
}
