'use client';

import { api } from '@/app/_components/api';
import { showErrorToast, showToast, showUndoToast } from '@/app/_components/overlay/toast';
import { type Booking, bookingLimits, type CancelBookingsResponse } from '@/lib/contracts/bookings';
import { counted, whyNot } from './outcome-words';

/** What shows the bookings that are cancelled. */
export interface Shown {
  patch(ids: readonly string[], change: Partial<Booking>): void;
  refresh(): void;
}

/** Cancels bookings at once on the page and then on the server; for ten seconds it can be taken back. */
export function useCancel(shown: Shown): (bookings: readonly Booking[]) => Promise<void> {
  const cancel = async (bookings: readonly Booking[]): Promise<void> => {
    const ids = bookings.filter(({ status }) => status === 'pending').map(({ id }) => id);
    if (ids.length === 0) {
      showErrorToast('Nothing to cancel', 'Only pending bookings can be cancelled.');
      return;
    }
    shown.patch(ids, { status: 'cancelled' });
    try {
      const results = await sendCancel(ids);
      sayCancelled(bookings, results, shown);
    } catch (error) {
      showErrorToast('Not cancelled', whyNot(error), () => void cancel(bookings));
    }
    shown.refresh();
  };
  return cancel;
}

async function sendCancel(ids: readonly string[]): Promise<CancelBookingsResponse['results']> {
  const results: CancelBookingsResponse['results'] = [];
  for (let at = 0; at < ids.length; at += bookingLimits.cancelledAtOnce) {
    const body = { ids: ids.slice(at, at + bookingLimits.cancelledAtOnce) };
    results.push(...(await api<CancelBookingsResponse>('/api/bookings/cancel', { method: 'POST', body })).results);
  }
  return results;
}

function sayCancelled(bookings: readonly Booking[], results: CancelBookingsResponse['results'], shown: Shown): void {
  const cancelled = results.filter(({ outcome }) => outcome === 'cancelled').map(({ id }) => id);
  const locked = results.length - cancelled.length;
  if (locked > 0) showErrorToast(`${counted(locked)} not cancelled`, 'Their calls had already begun or ended.');
  if (cancelled.length === 0) return;
  const only = cancelled.length === 1 ? bookings.find(({ id }) => id === cancelled[0]) : undefined;
  showUndoToast(only ? `Call with ${only.attendee_name} cancelled` : `${counted(cancelled.length)} cancelled`, {
    onUndo: () => void restore(cancelled, shown),
  });
}

/** Takes cancellations back, and says which could not be. */
export async function restore(ids: readonly string[], shown: Shown): Promise<void> {
  shown.patch(ids, { status: 'pending' });
  const failures: unknown[] = [];
  for (const id of ids) {
    try {
      await api(`/api/bookings/${id}/restore`, { method: 'POST' });
    } catch (error) {
      failures.push(error);
    }
  }
  shown.refresh();
  if (failures.length === 0) showToast(ids.length === 1 ? 'Booking restored' : `${counted(ids.length)} restored`);
  else showErrorToast(`${counted(failures.length)} stayed cancelled`, whyNot(failures[0]));
}
