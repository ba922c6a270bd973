import { recordEvent } from '@/lib/bookings/record-events';
import { addAttendees } from '@/lib/bookings/write-attendees';
import { bookingEvents } from '@/lib/db/schema/bookings';
import type { ExternalState } from './external-state';
import { describedColumns, peopleOf } from './internal/external-columns';
import { assignHost, hostsOf } from './internal/hosts-of';
import type { ConnectionRow } from './open-connection';
import type { ExternalWrite } from './take-external';

/** Makes a booking of what was booked at the provider, with everybody who comes. @returns its id */
export async function createExternal(
  write: ExternalWrite,
  connection: ConnectionRow,
  state: ExternalState,
): Promise<string> {
  const { db, ids, now } = write;
  const { details, life, externalId } = state;
  const hosts = await hostsOf(db, connection, state);
  const people = peopleOf(state, hosts.emails);
  const [start, end] = [new Date(details.start), new Date(details.end)];
  const ended = life === 'cancelled' || life === 'rejected';
  const id = ids.make('booking');
  const { organizationId } = connection;
  await db.insert(bookingEvents).values({
    id,
    organizationId,
    source: connection.provider === 'calcom' ? 'calcom' : 'calendly',
    ...describedColumns(connection, state, people, start <= now),
    startTime: start,
    endTime: end,
    durationMinutes: Math.max(1, Math.round((end.getTime() - start.getTime()) / 60_000)),
    dueAt: start,
    joinUrl: details.joinUrl,
    connectionId: connection.id,
    ...(ended
      ? ({ status: 'cancelled', statusReason: `${life}_at_provider` } as const)
      : { externalId, externalStart: start }),
    syncState: 'synced',
    syncedAt: now,
    createdAt: now,
    updatedAt: now,
  });
  await addAttendees(db, write, { id, organizationId }, people);
  await recordEvent(db, write, {
    organizationId,
    bookingId: id,
    kind: 'created',
    detail: { at: connection.provider, external_id: externalId, start_time: details.start },
  });
  if (ended)
    await recordEvent(db, write, {
      organizationId,
      bookingId: id,
      kind: 'cancelled',
      detail: { at: connection.provider },
    });
  else await assignHost(db, id, hosts);
  return id;
}
