import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { listDeliveriesQuery } from '@/lib/contracts/webhook-deliveries';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listDeliveries } from '@/lib/webhook-outbox/delivery/delivery-queries';
import { listEndpoints } from '@/lib/webhook-outbox/endpoints/endpoint-queries';
import { deliveryQuery } from './delivery-address';
import { SentBoard } from './sent-board';

export const metadata: Metadata = { title: 'Webhooks sent' };

export default async function SentPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  if (!permissions.includes('webhooks:read')) return <NotForYou what="webhooks" />;
  const ctx = await pageContext();
  const query = deliveryQuery(await readSearch(searchParams));
  const asked = listDeliveriesQuery.parse(Object.fromEntries(new URLSearchParams(query)));
  const [endpoints, { deliveries, nextCursor }] = await Promise.all([listEndpoints(ctx), listDeliveries(ctx, asked)]);
  const page = { success: true as const, webhook_deliveries: deliveries, next_cursor: nextCursor };
  return (
    <SentBoard
      endpoints={{ success: true, webhook_endpoints: endpoints }}
      first={{ query, page }}
      mayChange={permissions.includes('webhooks:write')}
    />
  );
}
