import type { OpenConnection } from '@/lib/calendars/port';
import type { ChangesFacet } from '@/lib/calendars/provider-module';
import type { Clock } from '@/lib/core/clock';
import { MINUTE_MS } from '@/lib/time/units';
import { apiKeyOf, type CalcomClient, dataOf } from './client';
import { factsOf } from './facts';
import { instantOf } from './map';
import { type WireBooking, wireBookings } from './wire';

const PAGE = 100;
/** Covers late commits and clock skew: a change that is read twice has no effect. */
const OVERLAP_MS = 2 * MINUTE_MS;

/** Bookings that changed at Cal.com since an instant, by their time of update. */
export function calcomChanges(client: CalcomClient, clock: Clock): ChangesFacet {
  return {
    kind: 'facts',
    async list(connection, cursor) {
      const from = Date.parse(cursor ?? '');
      if (Number.isNaN(from)) return { bookings: [], cursor: clock.now().toISOString() };
      const changed = await changedSince(client, connection, from - OVERLAP_MS);
      const latest = changed.reduce((last, booking) => Math.max(last, updatedAt(booking)), from);
      return { bookings: changed.map(factsOf), cursor: new Date(latest).toISOString() };
    },
  };
}

/** Pages continue from the last update time, not by offset: the list changes while it is read. */
async function changedSince(client: CalcomClient, connection: OpenConnection, since: number): Promise<WireBooking[]> {
  const found = new Map<string, WireBooking>();
  for (let from = since, skip = 0; ; ) {
    const page = await pageOf(client, connection, from, skip);
    for (const booking of page) if (updatedAt(booking) >= since) found.set(booking.uid, booking);
    if (page.length < PAGE) return [...found.values()];
    const last = Math.max(...page.map(updatedAt));
    // More than one page at the same instant can only be paged by offset.
    skip = last > from ? 0 : skip + PAGE;
    from = Math.max(last, from);
  }
}

async function pageOf(
  client: CalcomClient,
  connection: OpenConnection,
  from: number,
  skip: number,
): Promise<WireBooking[]> {
  const answer = await client.ask(apiKeyOf(connection), {
    method: 'GET',
    path: '/bookings',
    query: {
      afterUpdatedAt: new Date(from).toISOString(),
      sortUpdatedAt: 'asc',
      take: String(PAGE),
      ...(skip > 0 ? { skip: String(skip) } : {}),
    },
    version: 'bookings',
    repeatable: true,
  });
  return dataOf(answer, wireBookings);
}

function updatedAt(booking: WireBooking): number {
  return booking.updatedAt ? instantOf(booking.updatedAt).getTime() : 0;
}
