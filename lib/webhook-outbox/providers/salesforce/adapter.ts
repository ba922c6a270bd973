import type { Transport } from '@/lib/webhook-outbox/delivery/transport';
import type { CrmEvent } from '@/lib/webhook-outbox/providers/crm/crm-event';
import { CrmFailure } from '@/lib/webhook-outbox/providers/crm/crm-http';
import { type CrmOptions, createCrmTransport } from '@/lib/webhook-outbox/providers/crm/crm-transport';
import { createSalesforceClient, type SalesforceClient } from './client';
import { bookingFieldsOf, eventOf, leadOf, soqlText } from './map';

/**
 * Salesforce: the person is a Contact or an open Lead with this email, else a new Lead by external id; the meeting is an
 * Event with our booking's id.
 */
export function createSalesforce(options: CrmOptions & { loginUrl: string | undefined }): Transport {
  return createCrmTransport(options, ({ endpoint }, credentials, signal) => {
    const loginUrl = options.loginUrl ?? endpoint.url ?? '';
    const open = () => createSalesforceClient({ loginUrl, credentials, signal, fetch: options.fetch ?? fetch });
    return {
      async check() {
        await (await open()).limits();
      },
      async sync(event, knownId) {
        const client = await open();
        const whoId = await savePerson(client, event);
        const fields = eventOf(event, whoId);
        // If it was deleted in Salesforce, it is created again.
        if (knownId !== null && (await client.update('Event', knownId, fields))) return knownId;
        // The response to an earlier creation may have been lost, so look before creating.
        const found = await findEvent(client, event.booking.id);
        if (found !== null && (await client.update('Event', found, fields))) return found;
        return client.create('Event', fields);
      },
    };
  });
}

function findEvent(client: SalesforceClient, bookingId: string): Promise<string | null> {
  return client.findOne(`SELECT Id FROM Event WHERE Slotline_Booking_Id__c = ${soqlText(bookingId)} LIMIT 1`);
}

async function savePerson(client: SalesforceClient, event: CrmEvent): Promise<string> {
  const email = soqlText(event.person.email);
  const fields = bookingFieldsOf(event);
  const contact = await client.findOne(`SELECT Id FROM Contact WHERE Email = ${email} ORDER BY CreatedDate LIMIT 1`);
  const open = `Email = ${email} AND IsConverted = false`;
  const lead = contact ?? (await client.findOne(`SELECT Id FROM Lead WHERE ${open} ORDER BY CreatedDate LIMIT 1`));
  if (lead) {
    if (Object.keys(fields).length > 0) await client.update(contact ? 'Contact' : 'Lead', lead, fields);
    return lead;
  }
  const made = await client.upsert('Lead', 'Slotline_Email__c', event.person.email, leadOf(event));
  const id = made ?? (await client.findOne(`SELECT Id FROM Lead WHERE Slotline_Email__c = ${email} LIMIT 1`));
  if (!id) throw new CrmFailure('unreadable_answer', null);
  return id;
}
