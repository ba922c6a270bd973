import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { clientBookingsQuery } from '@/lib/contracts/funnel';
import { clientBookings } from '@/lib/funnel/client-bookings';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getDeps } from '@/lib/wiring/deps';
import { bookingProviders } from '@/lib/wiring/provider-state';
import { ClientBookingsBoard } from './_parts/client-bookings-board';

export const metadata: Metadata = { title: 'Client' };

export default async function ClientPage({ params }: { params: Promise<{ id: string }> }) {
  const { permissions } = await currentSession();
  if (!permissions.includes('campaigns:read')) return null;
  const ctx = await pageContext();
  const { id } = await params;
  const [bookings, providers] = await Promise.all([
    orNotFound(clientBookings(ctx, id, clientBookingsQuery.parse({}))),
    bookingProviders(ctx, getDeps()),
  ]);
  return <ClientBookingsBoard id={id} first={{ success: true, ...bookings, providers }} />;
}
