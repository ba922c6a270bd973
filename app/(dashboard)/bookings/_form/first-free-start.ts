import { checkBooking } from '@/lib/bookings/check-booking';
import type { PageContext } from '@/lib/http/session/page-session';
import { firstOffer, nextQuarter } from './draft';

/** A day so full of calls is not worth more queries: its person picks a time. */
const MAX_CHECKS = 12;

/** The first quarter hour at which an operator is free for so long. @returns epoch milliseconds */
export async function firstFreeStart(ctx: PageContext, staffId: string | null, minutes: number): Promise<number> {
  let start = firstOffer(ctx.now.getTime());
  for (let check = 0; staffId && check < MAX_CHECKS; check += 1) {
    const at = new Date(start).toISOString();
    const { operator } = await checkBooking(ctx, { start: at, staff: staffId, duration: minutes });
    if (!operator?.busy_until) break;
    start = nextQuarter(Date.parse(operator.busy_until));
  }
  return start;
}
