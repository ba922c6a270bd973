import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { BookingDialog } from '@/app/(dashboard)/bookings/_form/booking-dialog';
import { BookingForm } from '@/app/(dashboard)/bookings/_form/booking-form';
import { loadFormOptions } from '@/app/(dashboard)/bookings/_form/load-options';
import { MayNotBook } from '@/app/(dashboard)/bookings/_form/may-not-book';
import { readPrefill } from '@/app/(dashboard)/bookings/_form/read-prefill';
import { currentSession, pageContext } from '@/lib/http/session/page-session';

/** The booking form over the current page; opened by its address, it is a page of its own. */
export default async function NewBookingDialog({ searchParams }: { searchParams: PageSearch }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls'))
    return (
      <BookingDialog>
        <UpgradeCalls />
      </BookingDialog>
    );
  if (!session.permissions.includes('bookings:write'))
    return (
      <BookingDialog>
        <MayNotBook role={session.role} />
      </BookingDialog>
    );
  const ctx = await pageContext();
  const [options, prefill] = await Promise.all([
    loadFormOptions(ctx, session),
    readPrefill(ctx, await readSearch(searchParams)),
  ]);
  return (
    <BookingDialog>
      <BookingForm key={prefill.key} options={options} prefill={prefill} isInDialog />
    </BookingDialog>
  );
}
