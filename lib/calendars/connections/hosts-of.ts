import { eq, sql } from 'drizzle-orm';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import type { Database } from '@/lib/db/client';
import { isExclusionViolation } from '@/lib/db/constraint-errors';
import { bookings } from '@/lib/db/schema/bookings';
import { connections, hostMappings } from '@/lib/db/schema/calendars';
import { staff } from '@/lib/db/schema/orgs';
import type { ConnectionRow } from './open-connection';

/** Who of the staff holds a provider's booking, and whose addresses are no visitor's. */
export interface Hosts {
  staffId: string | null;
  userId: string | null;
  emails: ReadonlySet<string>;
}

/** Who of the staff a provider's host is. */
export interface MappedHost {
  staffId: string;
  userId: string | null;
  hostId: string;
  email: string | null;
}

/** The staff of a connection, as the provider knows them: to be read with the connection, whose table is `connections`. */
export const hostsOfConnection = sql<MappedHost[]>`(
  select coalesce(json_agg(json_build_object(
           'staffId', s.id, 'userId', s.user_id, 'hostId', m.host_id, 'email', m.host_email)), '[]')
  from ${hostMappings} m join ${staff} s on s.id = m.staff_id where m.connection_id = connections.id)`;

/** The same, of a connection that is known. */
export async function mappedHosts(db: Database, { id }: ConnectionRow): Promise<MappedHost[]> {
  const [row] = await db.select({ hosts: hostsOfConnection }).from(connections).where(eq(connections.id, id));
  return row?.hosts ?? [];
}

/** Reads who holds a booking. */
export async function hostsOf(db: Database, connection: ConnectionRow, state: ExternalState): Promise<Hosts> {
  return hostsAmong(await mappedHosts(db, connection), connection, state);
}

/** Who holds a booking: by the host's id, else by the address. */
export function hostsAmong(
  mapped: readonly MappedHost[],
  connection: ConnectionRow,
  { details }: ExternalState,
): Hosts {
  const { id, email } = details.host;
  const host =
    mapped.find(({ hostId }) => hostId === id) ??
    mapped.find((one) => one.email !== null && one.email.toLowerCase() === email?.toLowerCase());
  const emails = [connection.accountLabel, ...mapped.map((one) => one.email ?? '')];
  return {
    staffId: host?.staffId ?? null,
    userId: host?.userId ?? null,
    emails: new Set(emails.map((text) => text.toLowerCase())),
  };
}

/**
 * Gives a booking to its host. The provider may have booked him over something of ours: that stands there, so here the
 * booking stands without him.
 */
export async function assignHost(db: Database, bookingId: string, { staffId, userId }: Hosts): Promise<void> {
  if (staffId === null) return;
  try {
    await db.transaction((tx) => tx.update(bookings).set({ staffId, userId }).where(eq(bookings.id, bookingId)));
  } catch (error) {
    if (!isExclusionViolation(error)) throw error;
  }
}
