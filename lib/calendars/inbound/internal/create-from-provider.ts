import { bookingRows, type NewBooking } from '@/lib/bookings/insert-booking';
import { endedAtProvider, initialStatus } from '@/lib/bookings/lifecycle';
import { assignHost, type Hosts, hostsOf } from '@/lib/calendars/connections/hosts-of';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import { isExternalSource } from '@/lib/db/schema/bookings';
import type { WriteContext, Writer } from '@/lib/db/write-context';
import { type RowsOf, writeRows } from '@/lib/db/write-rows';
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
export function externalRows(write: Writer, connection: ConnectionRow, made: readonly NewExternal[]): RowsOf[] {
  return bookingRows(
    write,
    made.map((one) => newBooking(write.now, connection, one)),
  );
}

function newBooking(now: Date, connection: ConnectionRow, { id, state, hosts }: NewExternal): NewBooking {
  const { organizationId, provider } = connection;
  const { details, life, externalId } = state;
  const [start, end] = [new Date(details.start), new Date(details.end)];
  const people = peopleOf(state, hosts.emails);
  const ended = hasEnded(state);
  return {
    id,
    organizationId,
    start,
    end,
    people,
    status:
      life === 'cancelled' || life === 'rejected'
        ? initialStatus('createEnded', endedAtProvider[life])
        : initialStatus('create', confirmationOf(state)),
    columns: {
      staffId: hosts.staffId,
      userId: hosts.userId,
      source: sourceOf(connection),
      ...describedColumns(connection, state, people, start <= now),
      joinUrl: details.joinUrl,
      connectionId: connection.id,
      externalId: ended ? null : externalId,
      externalStart: ended ? null : start,
      externalEnd: ended ? null : end,
      syncState: 'synced',
      syncedAt: now,
    },
    events: [
      { kind: 'created', detail: { at: provider, external_id: externalId, start_time: details.start } },
      ...(ended ? [{ kind: 'cancelled', detail: { at: provider } }] : []),
    ],
    syncAt: null,
  };
}

function sourceOf({ provider }: ConnectionRow) {
  if (!isExternalSource(provider)) throw new Error(`Bookings made at ${provider} do not become ours.`);
  return provider;
}

function hasEnded({ life }: ExternalState): boolean {
  return life === 'cancelled' || life === 'rejected';
}
