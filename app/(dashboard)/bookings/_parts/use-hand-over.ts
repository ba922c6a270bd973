'use client';

import { api } from '@/app/_components/api';
import { showErrorToast, showToast, showUndoToast } from '@/app/_components/overlay/toast';
import type { Booking } from '@/lib/contracts/bookings';
import type { StaffWire } from '@/lib/contracts/staff';
import { counted, whyNot } from './outcome-words';
import type { Shown } from './use-cancel';

type Operator = Pick<StaffWire, 'id' | 'name'>;
type Move = { booking: Booking; to: Operator | null };

/** Reassigns bookings to another operator, with ten seconds to undo. */
export function useHandOver(shown: Shown): (bookings: readonly Booking[], to: Operator) => Promise<void> {
  return async (bookings, to) => {
    const { moved, refused } = await send(
      bookings.map((booking) => ({ booking, to })),
      shown,
    );
    showRefused(refused);
    if (moved.length === 0) return;
    showUndoToast(`${counted(moved.length)} reassigned to ${to.name}`, {
      onUndo: async () => {
        const back = await send(moved.map(toFormer), shown);
        if (back.refused.length === 0) showToast(`${counted(moved.length)} reassigned back`);
        else showRefused(back.refused);
      },
    });
  };
}

/** One by one, and on the page at once: each may be refused for its own reason. */
async function send(moves: readonly Move[], shown: Shown) {
  for (const { booking, to } of moves)
    shown.patch([booking.id], { staff_id: to?.id ?? null, staff_name: to?.name ?? null });
  const moved: Booking[] = [];
  const refused: { booking: Booking; why: string }[] = [];
  for (const { booking, to } of moves) {
    try {
      await api(`/api/bookings/${booking.id}`, { method: 'PATCH', body: { staff_id: to?.id ?? null } });
      moved.push(booking);
    } catch (error) {
      refused.push({ booking, why: whyNot(error) });
    }
  }
  shown.refresh();
  return { moved, refused };
}

function toFormer(booking: Booking): Move {
  const { staff_id: id, staff_name: name } = booking;
  return { booking, to: id === null ? null : { id, name: name ?? '' } };
}

function showRefused(refused: readonly { booking: Booking; why: string }[]): void {
  const [first] = refused;
  if (!first) return;
  const whose = refused.length === 1 ? `Call with ${first.booking.attendee_name}` : counted(refused.length);
  showErrorToast(`${whose} not reassigned`, first.why);
}
