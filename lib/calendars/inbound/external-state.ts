import { endOf } from '@/lib/calendars/port';
import { stableJson } from '@/lib/core/stable-json';

/** A person of a booking at a provider. */
export interface ExternalPerson {
  name: string;
  email: string | null;
  phone: string | null;
  timeZone: string | null;
  /** Where the person was asked for it. */
  company?: string;
}

/** How a booking stands at one moment, as the provider tells it. Times are ISO 8601 in UTC. */
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

/** Order of a booking's life under one id: it only ever goes up. */
export const lives = ['heard_of', 'requested', 'accepted', 'rejected', 'cancelled'] as const;
export type ExternalLife = (typeof lives)[number];

/** One thing that a provider said about one of its bookings. */
export interface ExternalFact {
  externalId: string;
  life: ExternalLife;
  /** When it was so, in milliseconds of the provider's clock; the later one describes the booking. */
  at: number;
  /** The provider's own count of changes, where two facts are of one instant. */
  sequence: number;
  /** The id it had before it was moved here. */
  movedFrom?: string;
  /** The id it has since it was moved away. */
  movedTo?: string;
  /** Our booking's id, where it came back to us. */
  ourId?: string;
  /** What else the provider counts it by. */
  number?: number;
  details?: ExternalDetails;
  /** One seat of many: the details' only person has taken it, or has left it. */
  seat?: { id: string; left: boolean };
}

interface Seat {
  person: ExternalPerson | null;
  left: boolean;
  at: number;
}

/** Everything that was told of a booking under one id. Merging is commutative, associative and idempotent. */
export interface Known {
  life: ExternalLife;
  /** Its ids before and after, as a set in order. */
  before: string[];
  after: string[];
  ourId: string | null;
  number?: number;
  /** Of the newest fact that told of it alive; of its end, where nothing else is known. */
  details: (Omit<ExternalDetails, 'url'> & { alive: boolean; at: number; sequence: number }) | null;
  /** Its page, of which not all facts tell; an id has but one. */
  url?: string;
  seats: Record<string, Seat>;
}

/** How a booking stands by everything known, whichever ids it had. */
export interface ExternalState {
  /** Its id now. */
  externalId: string;
  life: 'requested' | 'accepted' | 'rejected' | 'cancelled';
  details: ExternalDetails;
  ourId: string | null;
  /** Whether the details are of its id now; else of one before, and its time may be another. */
  described: boolean;
  /** False while only its end was told: there may be more to come, or it is none of ours. */
  born: boolean;
}

export const nothingKnown: Known = { life: 'heard_of', before: [], after: [], ourId: null, details: null, seats: {} };

/** What a fact adds to the knowledge of each id that it names. */
export function knowledgeOf(fact: ExternalFact): Map<string, Known> {
  const { externalId, movedFrom, movedTo, number, details, at, sequence, seat } = fact;
  const isEnd = fact.life === 'rejected' || fact.life === 'cancelled';
  const [person = null] = details?.people ?? [];
  const own: Known = {
    // Somebody who leaves a seat leaves the others theirs.
    life: seat?.left ? 'heard_of' : fact.life,
    before: movedFrom === undefined ? [] : [movedFrom],
    after: movedTo === undefined ? [] : [movedTo],
    ourId: fact.ourId ?? null,
    ...(number === undefined ? {} : { number }),
    details: details ? { ...withoutUrl(details), alive: !isEnd, at, sequence } : null,
    ...urlOf(details?.url ?? null),
    seats: seat ? { [seat.id]: { person, left: seat.left, at } } : {},
  };
  const known = new Map([[externalId, own]]);
  if (movedFrom !== undefined) known.set(movedFrom, { ...nothingKnown, after: [externalId] });
  if (movedTo !== undefined) known.set(movedTo, { ...nothingKnown, before: [externalId] });
  return known;
}

export function mergeKnown(a: Known, b: Known): Known {
  return {
    life: lives.indexOf(a.life) >= lives.indexOf(b.life) ? a.life : b.life,
    before: union(a.before, b.before),
    after: union(a.after, b.after),
    ourId: greater(a.ourId, b.ourId),
    ...(a.number === undefined && b.number === undefined ? {} : { number: Math.max(a.number ?? 0, b.number ?? 0) }),
    details: newerDetails(a.details, b.details),
    ...urlOf(greater(a.url ?? null, b.url ?? null)),
    seats: mergeSeats(a.seats, b.seats),
  };
}

/** How the booking stands whose ids these are, linked by its moves; null while nothing is known but that it exists. */
export function stateOf(ids: ReadonlyMap<string, Known>): ExternalState | null {
  const all = [...ids].map(([externalId, known]) => ({ externalId, known }));
  const last = all.filter(({ known }) => !known.after.some((id) => ids.has(id)));
  const head = (last.length > 0 ? last : all).reduce((best, one) => (isLater(one, best) ? one : best));
  const { externalId, known } = head;
  const taken = Object.values(known.seats);
  // A head of which only the end, or the id, is known is described by what it was before.
  const details = known.details ?? newest(all.map((one) => one.known.details));
  if (!details) return null;
  const { alive: _alive, at: _at, sequence: _sequence, ...plain } = details;
  const allLeft = taken.length > 0 && taken.every(({ left }) => left);
  const life = allLeft ? 'cancelled' : known.life === 'heard_of' ? 'accepted' : known.life;
  return {
    externalId,
    life,
    details: {
      ...plain,
      end: endOf({ start: new Date(plain.start), end: new Date(plain.end) }).toISOString(),
      ...(taken.length > 0 && !allLeft ? { people: seatedPeople(known.seats) } : {}),
      url: known.url ?? null,
    },
    described: known.details !== null,
    born: all.some((one) => one.known.details?.alive),
    ourId: all.reduce<string | null>((found, one) => greater(found, one.known.ourId), null),
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
  known: Known;
}

function isLater(a: Named, b: Named): boolean {
  const [x, y] = [a.known.details?.at ?? -1, b.known.details?.at ?? -1];
  return x === y ? a.externalId > b.externalId : x > y;
}

function seatedPeople(seats: Record<string, Seat>): ExternalPerson[] {
  return Object.entries(seats)
    .filter(([, { left }]) => !left)
    .sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1))
    .flatMap(([, { person }]) => (person ? [person] : []));
}

/** A seat that was left stays left; who took it is what its first fact says. */
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

type KnownDetails = Known['details'];

function newest(all: KnownDetails[]): KnownDetails {
  return all.reduce(newerDetails, null);
}

function newerDetails(a: KnownDetails, b: KnownDetails): KnownDetails {
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
