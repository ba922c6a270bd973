import type { Metadata } from 'next';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { listBookings } from '@/lib/bookings/queries';
import { listBookingsQuery } from '@/lib/contracts/bookings';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listStaff } from '@/lib/orgs/settings/staff-queries';
import { bookingQuery } from './_parts/booking-address';
import { BookingsBoard } from './_parts/bookings-board';

export const metadata: Metadata = { title: 'Bookings' };

export default async function BookingsPage({ searchParams }: { searchParams: PageSearch }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="Bookings" />;
  const ctx = await pageContext();
  const query = bookingQuery(await readSearch(searchParams));
  const asked = listBookingsQuery.parse(Object.fromEntries(new URLSearchParams(query)));
  const [{ bookings, nextCursor, total }, staff] = await Promise.all([listBookings(ctx, asked), listStaff(ctx)]);
  const page = { success: true as const, bookings, next_cursor: nextCursor, total };
  return <BookingsBoard first={{ query, page }} staff={staff.map(({ id, name, active }) => ({ id, name, active }))} />;
}
