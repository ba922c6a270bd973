import { endOf } from '@/lib/calendars/port';
import { stableJson } from '@/lib/core/stable-json';

/** A person of a booking at a provider. */
interface ExternalPerson {
  name: string;
  email: string | null;
  phone: string | null;
  timeZone: string | null;
  /** Present where the booking form asks for it. */
  company?: string;
}

/** A booking as the provider describes it. Times are ISO 8601 in UTC. */
export interface ExternalDetails {
  start: string;
  end: string;
  title: string;
  description: string | null;
  timeZone: string | null;
  host: { id: string | null; email: string | null };
  people: ExternalPerson[];
  joinUrl: string | null;
  url: string | null;
}

/** Stages of a booking under one id, in order: it only moves forward. */
const lifecycle = ['heard_of', 'requested', 'accepted', 'rejected', 'cancelled'] as const;
export type LifecycleStage = (typeof lifecycle)[number];

/** One report of a provider about one of its bookings. */
export interface ExternalFact {
  externalId: string;
  life: LifecycleStage;
  /** Milliseconds of the provider's clock; the latest fact describes the booking. */
  at: number;
  /** The provider's own count of changes: decides between facts of one instant. */
  sequence: number;
  /** Its id before it was rescheduled. */
  movedFrom?: string;
  /** Its id since it was rescheduled. */
  movedTo?: string;
  /** Our booking's id, which we sent along. */
  ourId?: string;
  /** Its number at the provider. */
  number?: number;
  details?: ExternalDetails;
  /** One seat of several: the only person in the details took it, or left it. */
  seat?: { id: string; left: boolean };
}

interface Seat {
  person: ExternalPerson | null;
  left: boolean;
  at: number;
}

/** Everything reported about a booking under one id. Merging is commutative, associative and idempotent. */
export interface BookingSnapshot {
  life: LifecycleStage;
  /** Its ids before and after, as sorted sets. */
  before: string[];
  after: string[];
  ourId: string | null;
  number?: number;
  /** From the newest fact that reports it live; from a fact about its end where there is no other. */
  details: (Omit<ExternalDetails, 'url'> & { alive: boolean; at: number; sequence: number }) | null;
  /** Its page at the provider: one per id, and missing from some facts. */
  url?: string;
  seats: Record<string, Seat>;
}

/** The state of a booking that follows from the snapshots of all its ids. */
export interface ExternalState {
  /** Its current id. */
  externalId: string;
  life: 'requested' | 'accepted' | 'rejected' | 'cancelled';
  details: ExternalDetails;
  ourId: string | null;
  /** Whether the details are of the current id; otherwise they are of an earlier one, and the time may differ. */
  hasOwnDetails: boolean;
  /** False while only its end is known: more facts may follow, or it is not ours. */
  hasBeenLive: boolean;
}

export const emptySnapshot: BookingSnapshot = {
  life: 'heard_of',
  before: [],
  after: [],
  ourId: null,
  details: null,
  seats: {},
};

/** The snapshots that a fact contributes, one for each id that it names. */
export function snapshotsOf(fact: ExternalFact): Map<string, BookingSnapshot> {
  const { externalId, movedFrom, movedTo, number, details, at, sequence, seat } = fact;
  const isEnd = fact.life === 'rejected' || fact.life === 'cancelled';
  const [person = null] = details?.people ?? [];
  const own: BookingSnapshot = {
    // Leaving one seat does not end the booking of the others.
    life: seat?.left ? 'heard_of' : fact.life,
    before: movedFrom === undefined ? [] : [movedFrom],
    after: movedTo === undefined ? [] : [movedTo],
    ourId: fact.ourId ?? null,
    ...(number === undefined ? {} : { number }),
    details: details ? { ...withoutUrl(details), alive: !isEnd, at, sequence } : null,
    ...urlOf(details?.url ?? null),
    seats: seat ? { [seat.id]: { person, left: seat.left, at } } : {},
  };
  const snapshots = new Map([[externalId, own]]);
  if (movedFrom !== undefined) snapshots.set(movedFrom, { ...emptySnapshot, after: [externalId] });
  if (movedTo !== undefined) snapshots.set(movedTo, { ...emptySnapshot, before: [externalId] });
  return snapshots;
}

export function mergeSnapshots(a: BookingSnapshot, b: BookingSnapshot): BookingSnapshot {
  return {
    life: lifecycle.indexOf(a.life) >= lifecycle.indexOf(b.life) ? a.life : b.life,
    before: union(a.before, b.before),
    after: union(a.after, b.after),
    ourId: greater(a.ourId, b.ourId),
    ...(a.number === undefined && b.number === undefined ? {} : { number: Math.max(a.number ?? 0, b.number ?? 0) }),
    details: newerDetails(a.details, b.details),
    ...urlOf(greater(a.url ?? null, b.url ?? null)),
    seats: mergeSeats(a.seats, b.seats),
  };
}

/** The state of a booking from the snapshots of all its ids; null while only its existence is known. */
export function stateOf(ids: ReadonlyMap<string, BookingSnapshot>): ExternalState | null {
  const all = [...ids].map(([externalId, snapshot]) => ({ externalId, snapshot }));
  const last = all.filter(({ snapshot }) => !snapshot.after.some((id) => ids.has(id)));
  const head = (last.length > 0 ? last : all).reduce((best, one) => (isLater(one, best) ? one : best));
  const { externalId, snapshot } = head;
  const seats = Object.values(snapshot.seats);
  // Where only the end or the id of the newest is known, an earlier id describes it.
  const details = snapshot.details ?? newest(all.map((one) => one.snapshot.details));
  if (!details) return null;
  const { alive: _alive, at: _at, sequence: _sequence, ...plain } = details;
  const allLeft = seats.length > 0 && seats.every(({ left }) => left);
  const life = allLeft ? 'cancelled' : snapshot.life === 'heard_of' ? 'accepted' : snapshot.life;
  return {
    externalId,
    life,
    details: {
      ...plain,
      end: endOf({ start: new Date(plain.start), end: new Date(plain.end) }).toISOString(),
      ...(seats.length > 0 && !allLeft ? { people: seatedPeople(snapshot.seats) } : {}),
      url: snapshot.url ?? null,
    },
    hasOwnDetails: snapshot.details !== null,
    hasBeenLive: all.some((one) => one.snapshot.details?.alive),
    ourId: all.reduce<string | null>((found, one) => greater(found, one.snapshot.ourId), null),
  };
}

function withoutUrl({ url: _url, ...details }: ExternalDetails): Omit<ExternalDetails, 'url'> {
  return details;
}

function urlOf(url: string | null): { url?: string } {
  return url === null ? {} : { url };
}

interface Named {
  externalId: string;
  snapshot: BookingSnapshot;
}

function isLater(a: Named, b: Named): boolean {
  const [x, y] = [a.snapshot.details?.at ?? -1, b.snapshot.details?.at ?? -1];
  return x === y ? a.externalId > b.externalId : x > y;
}

function seatedPeople(seats: Record<string, Seat>): ExternalPerson[] {
  return Object.entries(seats)
    .filter(([, { left }]) => !left)
    .sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1))
    .flatMap(([, { person }]) => (person ? [person] : []));
}

/** A seat that was left stays left; its first fact says who took it. */
function mergeSeats(a: Record<string, Seat>, b: Record<string, Seat>): Record<string, Seat> {
  const ids = union(Object.keys(a), Object.keys(b));
  return Object.fromEntries(
    ids.map((id) => {
      const [x, y] = [a[id], b[id]];
      if (!x || !y) return [id, (x ?? y) as Seat];
      const first = seatKey(x) <= seatKey(y) ? x : y;
      return [id, { ...first, left: x.left || y.left }];
    }),
  );
}

function seatKey({ person, at }: Seat): string {
  return `${person ? 0 : 1}${String(at).padStart(16, '0')}${JSON.stringify(person)}`;
}

type SnapshotDetails = BookingSnapshot['details'];

function newest(all: SnapshotDetails[]): SnapshotDetails {
  return all.reduce(newerDetails, null);
}

function newerDetails(a: SnapshotDetails, b: SnapshotDetails): SnapshotDetails {
  if (!a || !b) return a ?? b;
  const by = Number(a.alive) - Number(b.alive) || a.at - b.at || a.sequence - b.sequence;
  if (by !== 0) return by > 0 ? a : b;
  return stableJson(a) >= stableJson(b) ? a : b;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return a.length === 0 && b.length === 0 ? [] : [...new Set([...a, ...b])].sort();
}

function greater(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a >= b ? a : b;
}
