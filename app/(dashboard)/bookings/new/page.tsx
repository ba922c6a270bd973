import type { Metadata } from 'next';
import { PageHead } from '@/app/_components/page/page-head';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { BookingForm } from '@/app/(dashboard)/bookings/_form/booking-form';
import { loadFormOptions } from '@/app/(dashboard)/bookings/_form/load-options';
import { MayNotBook } from '@/app/(dashboard)/bookings/_form/may-not-book';
import { readPrefill } from '@/app/(dashboard)/bookings/_form/read-prefill';
import { currentSession, pageContext } from '@/lib/http/session/page-session';

export const metadata: Metadata = { title: 'New booking' };

export default async function NewBookingPage({ searchParams }: { searchParams: PageSearch }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="New booking" />;
  if (!session.permissions.includes('bookings:write'))
    return (
      <>
        <PageHead title="New booking" />
        <MayNotBook role={session.role} />
      </>
    );
  const ctx = await pageContext();
  const [options, prefill] = await Promise.all([
    loadFormOptions(ctx, session),
    readPrefill(ctx, await readSearch(searchParams)),
  ]);
  return (
    <>
      <PageHead title="New booking">We place the call for you, exactly on time.</PageHead>
      <BookingForm options={options} prefill={prefill} />
    </>
  );
}
