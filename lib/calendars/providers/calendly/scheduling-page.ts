import type { BookAnswer } from '@/lib/calendars/port';
import { AppError } from '@/lib/core/errors';
import { type CalendlyAccount, type CalendlyClient, resource } from './client';
import { prefilled } from './map';
import type { Order } from './order';
import { type WireEventType, wireSchedulingLink } from './wire';

/** A page on which the visitor books himself, once; the type's public page where Calendly gives no link. */
export async function schedulingPage(
  client: CalendlyClient,
  account: CalendlyAccount,
  type: WireEventType,
  { slot, visitor, key }: Order,
  why: string,
): Promise<Extract<BookAnswer, { kind: 'link' }>> {
  const page = await singleUsePage(client, account, type).catch((error: unknown) => {
    if (error instanceof AppError) return type.scheduling_url;
    throw error;
  });
  return { kind: 'link', url: prefilled(page, slot, visitor, key), why };
}

async function singleUsePage(client: CalendlyClient, account: CalendlyAccount, type: WireEventType): Promise<string> {
  const answer = await client.ask(account, {
    method: 'POST',
    path: '/scheduling_links',
    json: { max_event_count: 1, owner: type.uri, owner_type: 'EventType' },
    // A link that nobody was given harms nobody.
    repeatable: true,
  });
  return resource(answer, wireSchedulingLink).booking_url;
}
