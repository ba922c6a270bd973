import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { listWebhookEventsQuery } from '@/lib/contracts/webhook-events';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listWebhookEvents, webhookDays } from '@/lib/webhook-inbox/queries';
import { DAYS_SHOWN, receivedQuery } from './received-address';
import { ReceivedBoard } from './received-board';

export const metadata: Metadata = { title: 'Webhooks received' };

export default async function ReceivedPage({ searchParams }: { searchParams: PageSearch }) {
  const session = await currentSession();
  if (!session.permissions.includes('webhooks:read')) return <NotForYou what="webhooks" />;
  const ctx = await pageContext();
  const query = receivedQuery(await readSearch(searchParams), session.organization.timeZone);
  const asked = listWebhookEventsQuery.parse(Object.fromEntries(new URLSearchParams(query)));
  const [{ events, nextCursor }, days] = await Promise.all([
    listWebhookEvents(ctx, asked),
    webhookDays(ctx, ctx.now, DAYS_SHOWN),
  ]);
  const page = { success: true as const, webhook_events: events, next_cursor: nextCursor };
  return <ReceivedBoard first={{ query, page }} days={days} />;
}
