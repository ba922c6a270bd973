import { attendeeRows } from '@/lib/bookings/attendees';
import { endedAtProvider, initialStatus } from '@/lib/bookings/lifecycle';
import { type BookingHappening, eventRows } from '@/lib/bookings/record-events';
import { assignHost, type Hosts, hostsOf } from '@/lib/calendars/connections/hosts-of';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import { attendees, bookings, isExternalSource } from '@/lib/db/schema/bookings';
import type { WriteContext } from '@/lib/db/write-context';
import { type RowsOf, rowsOf, writeRows } from '@/lib/db/write-rows';
import { MINUTE_MS } from '@/lib/time/units';
import { confirmationOf, describedColumns, peopleOf } from './external-columns';

/** Makes a booking of what was booked at the provider, with everybody who comes. @returns its id */
export async function createFromProvider(
  write: WriteContext,
  connection: ConnectionRow,
  state: ExternalState,
): Promise<string> {
  const id = write.ids.make('booking');
  const hosts = await hostsOf(write.db, connection, state);
  // Without the host at first: he may be busy here.
  const nobody = { ...hosts, staffId: null, userId: null };
  await writeRows(write.db, externalRows(write, connection, [{ id, state, hosts: nobody }]));
  if (!hasEnded(state)) await assignHost(write.db, id, hosts);
  return id;
}

/** A booking to be made, and who of the staff holds it. */
interface NewExternal {
  id: string;
  state: ExternalState;
  hosts: Hosts;
}

/** The rows of bookings as they stand at the provider, of their people and of what happened to them. */
export function externalRows(
  write: Omit<WriteContext, 'db'>,
  connection: ConnectionRow,
  made: readonly NewExternal[],
): RowsOf[] {
  const { organizationId } = connection;
  const coming = made.map((one) => ({ ...one, people: peopleOf(one.state, one.hosts.emails) }));
  return [
    rowsOf(
      bookings,
      coming.map((one) => bookingRow(write.now, connection, one)),
    ),
    rowsOf(
      attendees,
      coming.flatMap(({ id, people }) => attendeeRows(write, { id, organizationId }, people)),
    ),
    ...eventRows(
      write,
      made.flatMap((one) => happeningsOf(connection, one)),
    ),
  ];
}

type Coming = NewExternal & { people: ReturnType<typeof peopleOf> };

function bookingRow(now: Date, connection: ConnectionRow, { id, state, hosts, people }: Coming) {
  const { details, life, externalId } = state;
  const [start, end] = [new Date(details.start), new Date(details.end)];
  const ended = hasEnded(state);
  return {
    id,
    organizationId: connection.organizationId,
    staffId: hosts.staffId,
    userId: hosts.userId,
    source: sourceOf(connection),
    ...describedColumns(connection, state, people, start <= now),
    startTime: start,
    endTime: end,
    durationMinutes: Math.max(1, Math.round((end.getTime() - start.getTime()) / MINUTE_MS)),
    dueAt: start,
    joinUrl: details.joinUrl,
    connectionId: connection.id,
    ...(life === 'cancelled' || life === 'rejected'
      ? initialStatus('createEnded', endedAtProvider[life])
      : initialStatus('create', confirmationOf(state))),
    externalId: ended ? null : externalId,
    externalStart: ended ? null : start,
    externalEnd: ended ? null : end,
    syncState: 'synced' as const,
    syncedAt: now,
    createdAt: now,
    updatedAt: now,
  };
}

function happeningsOf(connection: ConnectionRow, { id, state }: NewExternal): BookingHappening[] {
  const { organizationId, provider } = connection;
  const { details, externalId } = state;
  const of = { organizationId, bookingId: id };
  return [
    { ...of, kind: 'created', detail: { at: provider, external_id: externalId, start_time: details.start } },
    ...(hasEnded(state) ? [{ ...of, kind: 'cancelled', detail: { at: provider } }] : []),
  ];
}

function sourceOf({ provider }: ConnectionRow) {
  if (!isExternalSource(provider)) throw new Error(`Bookings made at ${provider} do not become ours.`);
  return provider;
}

function hasEnded({ life }: ExternalState): boolean {
  return life === 'cancelled' || life === 'rejected';
}
