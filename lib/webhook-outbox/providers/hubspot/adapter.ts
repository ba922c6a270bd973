import type { Transport } from '@/lib/webhook-outbox/delivery/transport';
import { type CrmOptions, createCrmTransport } from '@/lib/webhook-outbox/providers/crm/crm-transport';
import { createHubSpotClient } from './client';
import { contactOf, meetingOf, personProperties } from './map';

/** HubSpot: a contact by email and a meeting by our booking's id, associated. */
export function createHubSpot(options: CrmOptions & { baseUrl: string }): Transport {
  return createCrmTransport(options, (_, token, signal) => {
    const client = createHubSpotClient({ baseUrl: options.baseUrl, token, signal, fetch: options.fetch ?? fetch });
    return {
      check: () => client.readOne(),
      async sync(event) {
        const existing = await client.findContact(event.person.email, personProperties);
        const contactId = await client.upsert('contacts', 'email', contactOf(event, existing));
        const meetingId = await client.upsert('meetings', 'slotline_booking_id', meetingOf(event));
        await client.associate(meetingId, contactId);
        return meetingId;
      },
    };
  });
}
