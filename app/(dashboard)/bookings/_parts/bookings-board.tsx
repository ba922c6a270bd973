'use client';

import { CalendarPlus } from 'lucide-react';
import { ButtonLink } from '@/app/_components/action/link';
import { PageHead } from '@/app/_components/page/page-head';
import { Tabs } from '@/app/_components/page/tabs';
import { useAddress, useAddressDrawer } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { StaffWire } from '@/lib/contracts/staff';
import { isFiltered, viewOf } from './booking-address';
import { BookingDrawer } from './booking-drawer';
import { BookingFilters } from './booking-filters';
import { BookingList } from './booking-list';
import { countSentence } from './count-sentence';
import { type FirstBookings, useBookingPages } from './use-booking-pages';
import { useCancel } from './use-cancel';
import { useHandOver } from './use-hand-over';
import { useShown } from './use-shown';

interface BookingsBoardProps {
  first: FirstBookings;
  staff: Pick<StaffWire, 'id' | 'name' | 'active'>[];
}

/** The bookings page: the address says what to show, rows open a drawer over the list. */
export function BookingsBoard({ first, staff }: BookingsBoardProps) {
  const { permissions, organization } = useSession();
  const { params, change } = useAddress();
  const drawer = useAddressDrawer('booking');
  const pages = useBookingPages(params, first);
  const shown = useShown(pages);
  const cancel = useCancel(shown);
  const handOver = useHandOver(shown);
  const canWrite = permissions.includes('bookings:write');
  const view = viewOf(params);
  const { timeZone } = organization;

  const content = (
    <>
      <BookingFilters staff={staff} timeZone={timeZone} />
      <BookingList
        pages={pages}
        timeZone={timeZone}
        bulk={
          canWrite && view === 'upcoming'
            ? {
                operators: staff.filter(({ active }) => active),
                onCancel: (bookings) => void cancel(bookings),
                onHandOver: (bookings, to) => void handOver(bookings, to),
              }
            : null
        }
        openId={drawer.openId}
        hrefFor={drawer.hrefFor}
        onOpen={drawer.open}
      />
    </>
  );
  return (
    <>
      <PageHead
        title="Bookings"
        action={
          canWrite ? (
            <ButtonLink variant="primary" href="/bookings/new" icon={<CalendarPlus aria-hidden className="size-4" />}>
              New booking
            </ButtonLink>
          ) : undefined
        }
      >
        {countSentence(pages, view, isFiltered(params))}
      </PageHead>
      <Tabs
        label="Bookings"
        selected={view}
        onSelect={(id) => change({ view: id === 'past' ? 'past' : null, from: null, to: null })}
        tabs={[
          { id: 'upcoming', label: 'Upcoming', content },
          { id: 'past', label: 'Past', content },
        ]}
      />
      <BookingDrawer
        id={drawer.openId}
        onClose={drawer.close}
        shown={shown}
        onCancel={(booking) => void cancel([booking])}
      />
    </>
  );
}
