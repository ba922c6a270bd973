import type pg from 'pg';
import { isLive } from '@/sandbox/calcom/availability';
import type { Booking } from '@/sandbox/calcom/model';

/** What must be zero, whatever went wrong. */
export interface Invariants {
  /** Bookings of ours that the provider holds twice, and hosts that it holds for two at once. */
  doubleBookings: number;
  /** Live at the provider with an id of ours, while ours is unknown or over. */
  orphans: number;
  /** Live and written to the provider as ours says, which does not hold it live. */
  missing: number;
  /** In step as ours says, but at another time there; or never settled at all. */
  outOfStep: number;
  /** Connections that do not work at the end, though nobody revoked anything. */
  connectionsLost: number;
}

/** How the bookings ended, for the reader; not judged. */
export type Endings = Record<string, number>;

interface Ours {
  id: string;
  status: string;
  status_reason: string | null;
  start_time: Date;
  external_id: string | null;
  sync_state: string | null;
  sync_error: string | null;
}

const KEY_IN_METADATA = 'slotline_booking_id';

/** Compares the provider's calendar, the truth of who is booked, with what the database says. */
export async function judge(
  client: pg.Client,
  theirs: readonly Booking[],
): Promise<{ invariants: Invariants; endings: Endings }> {
  const { rows } = await client.query<Ours>(
    `select id, status, status_reason, start_time, external_id, sync_state, sync_error from booking_events`,
  );
  const lost = await client.query(`select id from connections where status <> 'connected'`);
  const isOn = (ours: Ours | undefined) => ours !== undefined && !['cancelled', 'failed'].includes(ours.status);
  const byId = new Map(rows.map((ours) => [ours.id, ours]));
  const live = theirs.filter(isLive);
  const liveByUid = new Map(live.map((booking) => [booking.uid, booking]));
  const keyOf = ({ metadata }: Booking) => String(metadata[KEY_IN_METADATA] ?? '');
  const invariants: Invariants = {
    doubleBookings:
      repeats(live.map(keyOf).filter((key) => key !== '')) +
      repeats(live.map(({ hostId, start }) => `${hostId} at ${start.getTime()}`)),
    orphans: live.filter((booking) => keyOf(booking) !== '' && !isOn(byId.get(keyOf(booking)))).length,
    missing: 0,
    outOfStep: 0,
    connectionsLost: lost.rows.length,
  };
  const endings: Endings = {};
  for (const booking of live.filter((one) => keyOf(one) !== '' && !isOn(byId.get(keyOf(one))))) {
    const ours = byId.get(keyOf(booking));
    const story = ours ? `${ours.status} ${ours.status_reason} ${ours.sync_state} ${ours.external_id}` : 'unknown';
    endings[`ORPHAN ${booking.uid} of ${keyOf(booking)}: ${story}`] = 1;
  }
  for (const ours of rows) {
    const ending = [ours.status, ours.status_reason, ours.sync_state, ours.sync_error].filter(Boolean).join(' ');
    endings[ending] = (endings[ending] ?? 0) + 1;
    if (ours.sync_state === 'pending') invariants.outOfStep += 1;
    if (!isOn(ours) || ours.sync_state !== 'synced') continue;
    const there = liveByUid.get(ours.external_id ?? '');
    if (!there) invariants.missing += 1;
    else if (there.start.getTime() !== ours.start_time.getTime()) invariants.outOfStep += 1;
  }
  return { invariants, endings };
}

function repeats(keys: readonly string[]): number {
  return keys.length - new Set(keys).size;
}
