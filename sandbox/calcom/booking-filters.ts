import { z } from 'zod';
import type { Booking } from './model';
import { validated } from './validation';
import { hostsOf, type World } from './world';

const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a valid ISO 8601 date string')
  .transform((text) => Date.parse(text))
  .optional();
const direction = z.enum(['asc', 'desc']).optional();
const VIEWS = ['upcoming', 'recurring', 'past', 'cancelled', 'unconfirmed'] as const;

const querySchema = z.strictObject({
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(VIEWS)))
    .optional(),
  attendeeEmail: z.string().optional(),
  attendeeName: z.string().optional(),
  bookingUid: z.string().optional(),
  eventTypeIds: z.string().optional(),
  eventTypeId: z.coerce.number().optional(),
  teamsIds: z.string().optional(),
  teamId: z.coerce.number().optional(),
  afterStart: instant,
  beforeEnd: instant,
  afterCreatedAt: instant,
  beforeCreatedAt: instant,
  afterUpdatedAt: instant,
  beforeUpdatedAt: instant,
  sortStart: direction,
  sortEnd: direction,
  sortCreated: direction,
  sortUpdatedAt: direction,
  take: z.coerce.number().int().min(1).max(250).default(100),
  skip: z.coerce.number().int().min(0).default(0),
});

type Query = z.infer<typeof querySchema>;

/** One page of the bookings that fit a query, and the numbers around it. @throws Refusal 400 */
export function pageOfBookings(world: World, visible: readonly Booking[], search: URLSearchParams) {
  const query = validated(querySchema, Object.fromEntries(search));
  const found = visible.filter((booking) => fits(world, query, booking)).sort(order(query));
  const { take, skip } = query;
  const page = found.slice(skip, skip + take);
  const pagination = {
    totalItems: found.length,
    remainingItems: Math.max(0, found.length - skip - page.length),
    returnedItems: page.length,
    itemsPerPage: take,
    currentPage: Math.floor(skip / take) + 1,
    totalPages: Math.ceil(found.length / take),
    hasNextPage: skip + page.length < found.length,
    hasPreviousPage: skip > 0,
  };
  return { page, pagination };
}

/** What a user's key shows: where he hosts, and everything of teams he manages. */
export function visibleTo(world: World, userId: number): Booking[] {
  return [...world.bookings.values()].filter((booking) => {
    const type = world.eventTypes.get(booking.eventTypeId);
    if (booking.hostId === userId) return true;
    if (!type) return false;
    const cohost = type.schedulingType === 'collective' && hostsOf(type).includes(userId);
    return cohost || (type.teamId !== null && world.isTeamAdmin(userId, type.teamId));
  });
}

function fits(world: World, query: Query, booking: Booking): boolean {
  const typeIds = numbers(query.eventTypeIds) ?? (query.eventTypeId === undefined ? null : [query.eventTypeId]);
  const teamIds = numbers(query.teamsIds) ?? (query.teamId === undefined ? null : [query.teamId]);
  const teamId = world.eventTypes.get(booking.eventTypeId)?.teamId;
  const has = (text: string | undefined, of: 'email' | 'name') =>
    text === undefined || booking.attendees.some((attendee) => attendee[of] === text);
  return (
    (query.status === undefined || query.status.some((view) => isInView(world, view, booking))) &&
    has(query.attendeeEmail, 'email') &&
    has(query.attendeeName, 'name') &&
    (query.bookingUid === undefined || booking.uid === query.bookingUid) &&
    (typeIds === null || typeIds.includes(booking.eventTypeId)) &&
    (teamIds === null || (teamId != null && teamIds.includes(teamId))) &&
    booking.start.getTime() >= (query.afterStart ?? Number.NEGATIVE_INFINITY) &&
    booking.end.getTime() <= (query.beforeEnd ?? Number.POSITIVE_INFINITY) &&
    isBetween(booking.createdAt, query.afterCreatedAt, query.beforeCreatedAt) &&
    isBetween(booking.updatedAt, query.afterUpdatedAt, query.beforeUpdatedAt)
  );
}

function isInView(world: World, view: (typeof VIEWS)[number], { status, end }: Booking): boolean {
  const over = end <= world.now();
  switch (view) {
    case 'upcoming':
      return !over && status === 'accepted';
    case 'past':
      return over && status === 'accepted';
    case 'cancelled':
      return status === 'cancelled' || status === 'rejected';
    case 'unconfirmed':
      return !over && status === 'pending';
    case 'recurring':
      return false;
  }
}

function isBetween(at: Date, after: number | undefined, before: number | undefined): boolean {
  return at.getTime() >= (after ?? Number.NEGATIVE_INFINITY) && at.getTime() <= (before ?? Number.POSITIVE_INFINITY);
}

function numbers(text: string | undefined): number[] | null {
  return text === undefined ? null : text.split(',').map(Number);
}

function order(query: Query): (a: Booking, b: Booking) => number {
  const by = (direction: 'asc' | 'desc' | undefined, at: (booking: Booking) => Date) => (a: Booking, b: Booking) =>
    direction === undefined ? 0 : (at(a).getTime() - at(b).getTime()) * (direction === 'asc' ? 1 : -1);
  const orders = [
    by(query.sortStart, (booking) => booking.start),
    by(query.sortEnd, (booking) => booking.end),
    by(query.sortCreated, (booking) => booking.createdAt),
    by(query.sortUpdatedAt, (booking) => booking.updatedAt),
  ];
  return (a, b) => orders.reduce((decided, next) => decided || next(a, b), 0) || a.id - b.id;
}
