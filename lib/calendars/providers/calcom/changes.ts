import type { OpenConnection } from '@/lib/calendars/port';
import type { ChangesFacet, ExternalChange } from '@/lib/calendars/provider-module';
import type { Clock } from '@/lib/core/clock';
import { apiKeyOf, type CalcomClient, dataOf } from './client';
import { factsOf } from './facts';
import { newestOf } from './look-up';
import { instantOf, isLive, joinUrlOf } from './map';
import { type WireBooking, wireBookings } from './wire';

const PAGE = 100;
/** What was committed late, or by a clock that differs, is read again; a repeat changes nothing. */
const OVERLAP_MS = 2 * 60_000;

/** What changed at Cal.com since an instant, by its own time of update. */
export function calcomChanges(client: CalcomClient, clock: Clock): ChangesFacet {
  return {
    async since(connection, cursor) {
      if (cursor === null || Number.isNaN(Date.parse(cursor)))
        return { changes: [], cursor: clock.now().toISOString() };
      const changed = await changedSince(client, connection, Date.parse(cursor) - OVERLAP_MS);
      const changes = await Promise.all(changed.map((booking) => changeOf(client, connection, booking)));
      const latest = changed.reduce((last, booking) => Math.max(last, updatedAt(booking)), Date.parse(cursor));
      return { changes, cursor: new Date(latest).toISOString() };
    },
    async told(connection, cursor) {
      const from = Date.parse(cursor ?? '');
      if (Number.isNaN(from)) return { bookings: [], cursor: clock.now().toISOString() };
      const changed = await changedSince(client, connection, from - OVERLAP_MS);
      const latest = changed.reduce((last, booking) => Math.max(last, updatedAt(booking)), from);
      return { bookings: changed.map(factsOf), cursor: new Date(latest).toISOString() };
    },
  };
}

/** Pages go on from the last time seen, not by position: the list moves while it is read. */
async function changedSince(client: CalcomClient, connection: OpenConnection, since: number): Promise<WireBooking[]> {
  const found = new Map<string, WireBooking>();
  for (let from = since, skip = 0; ; ) {
    const page = await pageOf(client, connection, from, skip);
    for (const booking of page) if (updatedAt(booking) >= since) found.set(booking.uid, booking);
    if (page.length < PAGE) return [...found.values()];
    const last = Math.max(...page.map(updatedAt));
    // More than a page at one instant: then by position after all.
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

/** A moved booking is one that lives on under another uid. */
async function changeOf(
  client: CalcomClient,
  connection: OpenConnection,
  booking: WireBooking,
): Promise<ExternalChange> {
  const newest = await newestOf(client, connection, booking);
  const joinUrl = joinUrlOf(newest);
  return {
    externalId: booking.uid,
    ...(newest.uid === booking.uid ? {} : { movedTo: newest.uid }),
    state: isLive(newest) ? 'live' : 'cancelled',
    start: instantOf(newest.start),
    end: instantOf(newest.end),
    ...(joinUrl === null ? {} : { joinUrl }),
  };
}

function updatedAt(booking: WireBooking): number {
  return booking.updatedAt ? instantOf(booking.updatedAt).getTime() : 0;
}
