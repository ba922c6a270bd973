import type pg from 'pg';
import type { Order } from '@/sandbox/carrier/ledger';

/** What must be zero, whatever went wrong. */
export interface Invariants {
  /** Bookings for which the carrier took more than one order. */
  dialledTwice: number;
  /** Bookings that were never dialled, though their time came and their grace did not pass. */
  forgotten: number;
  /** Bookings whose call is over at the carrier, but not here. */
  leftCalling: number;
  /** Orders that the carrier took for calls that we know nothing of. */
  unknownToUs: number;
}

/** How the bookings ended, for the reader; not judged. */
export type Endings = Record<string, number>;

const TAKEN: readonly string[] = ['accepted', 'accepted-but-unanswered', 'accepted-but-answered-500'];

/** Compares the carrier's ledger, the truth of who was dialled, with what the database says. */
export async function judge(
  client: pg.Client,
  orders: readonly Order[],
): Promise<{ invariants: Invariants; endings: Endings }> {
  const calls = await client.query<{ id: string; booking_id: string }>('select id, booking_id from calls');
  const bookingOf = new Map(calls.rows.map((call) => [call.id, call.booking_id]));
  const dialled = new Map<string, number>();
  let unknownToUs = 0;
  for (const order of orders) {
    if (!TAKEN.includes(order.outcome)) continue;
    const booking = bookingOf.get(order.urlParams.call ?? '');
    if (booking === undefined) unknownToUs += 1;
    else dialled.set(booking, (dialled.get(booking) ?? 0) + 1);
  }
  const bookings = await client.query<{ id: string; status: string; status_reason: string | null }>(
    'select id, status, status_reason from booking_events',
  );
  const endings: Endings = {};
  let [forgotten, leftCalling] = [0, 0];
  for (const { id, status, status_reason: reason } of bookings.rows) {
    const ending = reason ? `${status}: ${reason}` : status;
    endings[ending] = (endings[ending] ?? 0) + 1;
    if (status === 'calling') leftCalling += 1;
    else if (!dialled.has(id)) forgotten += 1;
  }
  const dialledTwice = [...dialled.values()].filter((times) => times > 1).length;
  return { invariants: { dialledTwice, forgotten, leftCalling, unknownToUs }, endings };
}
