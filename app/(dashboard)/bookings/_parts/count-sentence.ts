import { countText } from '@/app/_components/list/load-more';
import type { Booking } from '@/lib/contracts/bookings';
import type { BookingView } from './booking-address';

interface Counted {
  total?: { count: number; capped: boolean };
  bookings?: Pick<Booking, 'status'>[];
  hasMore: boolean;
}

/** How many bookings there are, for the head of their list; undefined where nothing is known or worth saying. */
export function countSentence(list: Counted, view: BookingView, isNarrowed: boolean): string | undefined {
  const { total } = list;
  if (!total) return undefined;
  if (isNarrowed) return total.count === 0 ? 'No matches' : counted(total, 'match', 'matches');
  if (total.count === 0) return undefined;
  // Cancelled ones stay in the list until their time has passed; they are no longer to come.
  const cancelled = view === 'past' || list.hasMore ? 0 : (list.bookings ?? []).filter(isCancelled).length;
  const left = { ...total, count: total.count - cancelled };
  return `${counted(left, `${view} booking`, `${view} bookings`)}${cancelled ? `, ${cancelled} cancelled` : ''}`;
}

const isCancelled = ({ status }: Pick<Booking, 'status'>) => status === 'cancelled';

function counted({ count, capped }: { count: number; capped: boolean }, one: string, many: string): string {
  return `${countText(count, capped)} ${count === 1 && !capped ? one : many}`;
}
