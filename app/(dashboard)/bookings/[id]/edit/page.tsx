import type { Metadata } from 'next';
import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { PageHead } from '@/app/_components/page/page-head';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { BookingForm } from '@/app/(dashboard)/bookings/_form/booking-form';
import { loadFormOptions } from '@/app/(dashboard)/bookings/_form/load-options';
import { MayNotBook } from '@/app/(dashboard)/bookings/_form/may-not-book';
import { getBooking } from '@/lib/bookings/queries';
import { currentSession, pageContext } from '@/lib/http/session/page-session';

export const metadata: Metadata = { title: 'Edit booking' };

export default async function EditBookingPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="Edit booking" />;
  const ctx = await pageContext();
  const { id } = await params;
  const booking = await orNotFound(getBooking(ctx, id));
  if (!session.permissions.includes('bookings:write'))
    return (
      <>
        <PageHead title={booking.title} />
        <MayNotBook role={session.role} />
      </>
    );
  if (booking.status !== 'pending')
    return (
      <>
        <PageHead title={booking.title} />
        <EmptyState action={<ButtonLink href={`/bookings?booking=${id}`}>View booking</ButtonLink>}>
          This booking is {booking.status}, so you can’t edit it.
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHead title={booking.title}>Reschedule or edit this call.</PageHead>
      <BookingForm options={await loadFormOptions(ctx, session)} booking={booking} />
    </>
  );
}
