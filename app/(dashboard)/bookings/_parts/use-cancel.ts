'use client';

import { api } from '@/app/_components/api';
import { showErrorToast, showToast, showUndoToast } from '@/app/_components/overlay/toast';
import { type Booking, bookingLimits, type CancelBookingsResponse } from '@/lib/contracts/bookings';
import { counted, whyNot } from './outcome-words';

/** Where bookings are shown. */
export interface Shown {
  patch(ids: readonly string[], change: Partial<Booking>): void;
  refresh(): void;
}

/** Cancels bookings, on the page first and then on the server, with ten seconds to undo. */
export function useCancel(shown: Shown): (bookings: readonly Booking[]) => Promise<void> {
  const cancel = async (bookings: readonly Booking[]): Promise<void> => {
    const ids = bookings.filter(({ status }) => status === 'pending').map(({ id }) => id);
    if (ids.length === 0) {
      showErrorToast('Nothing to cancel', 'You can cancel pending bookings only.');
      return;
    }
    shown.patch(ids, { status: 'cancelled' });
    try {
      const results = await sendCancel(ids);
      showCancelled(bookings, results, shown);
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

function showCancelled(bookings: readonly Booking[], results: CancelBookingsResponse['results'], shown: Shown): void {
  const cancelled = results.filter(({ outcome }) => outcome === 'cancelled').map(({ id }) => id);
  const locked = results.length - cancelled.length;
  if (locked > 0) showErrorToast(`${counted(locked)} not cancelled`, 'Their calls have already started or ended.');
  if (cancelled.length === 0) return;
  const only = cancelled.length === 1 ? bookings.find(({ id }) => id === cancelled[0]) : undefined;
  offerUndo(cancelled, only ? 'Booking cancelled' : `${counted(cancelled.length)} cancelled`, only?.title, shown);
}

/** What each open toast can still undo. A booking restored elsewhere is removed; without any left the toast closes. */
const undoable = new Map<Set<string>, () => void>();

function offerUndo(ids: readonly string[], message: string, detail: string | undefined, shown: Shown): void {
  const left = new Set(ids);
  const close = showUndoToast(message, {
    detail,
    onUndo: () => void restore([...left], shown),
    onClose: () => undoable.delete(left),
  });
  undoable.set(left, close);
}

function withdrawUndo(id: string): void {
  for (const [left, close] of undoable) {
    left.delete(id);
    if (left.size === 0) close();
  }
}

/** Restores cancelled bookings, and says which could not be. */
export async function restore(ids: readonly string[], shown: Shown): Promise<void> {
  shown.patch(ids, { status: 'pending' });
  for (const id of ids) withdrawUndo(id);
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
  else showErrorToast(`${counted(failures.length)} not restored`, whyNot(failures[0]));
}
