import type { z } from 'zod';
import { freeHosts, isBookableAt, isLive } from './availability';
import type { absentInput, cancelInput, rescheduleInput } from './booking-input';
import { outOfBounds, put, takenText } from './create-booking';
import type { Booking } from './model';
import { Refusal } from './problem';
import type { World } from './world';

/** Moves a booking: a new one is made, with a new uid, and the old one ends as cancelled. @throws Refusal */
export function rescheduleBooking(world: World, old: Booking, input: z.infer<typeof rescheduleInput>): Booking {
  if (!isLive(old)) {
    const newer = old.rescheduledToUid ? ` It was rescheduled to booking with uid=${old.rescheduledToUid}.` : '';
    throw new Refusal(
      400,
      `Can't reschedule booking with uid=${old.uid} because it has been ${old.status}.${newer} Please provide uid of a booking that is not cancelled.`,
    );
  }
  const type = world.eventTypes.get(old.eventTypeId);
  if (!type) throw new Refusal(404, `Event type with id ${old.eventTypeId} not found.`);
  const start = input.start.getTime();
  const minutes = (old.end.getTime() - old.start.getTime()) / 60_000;
  if (start < world.now().getTime()) throw new Refusal(400, 'Attempting to book a meeting in the past.');
  if (!isBookableAt(world, type, start)) throw outOfBounds(type, start);
  const free = freeHosts(world, type, start, minutes, { exceptBookingUid: old.uid, ignoreReservations: true });
  const hostId = free.includes(old.hostId) ? old.hostId : free[0];
  if (hostId === undefined) throw new Refusal(400, takenText(type));

  const byHost = input.rescheduledBy === world.user(old.hostId).email;
  const moved = put(world, {
    uid: world.newUid(),
    type,
    hostId,
    start: input.start,
    minutes,
    attendees: old.attendees.map((attendee) => ({ ...attendee, absent: false })),
    guests: old.guests,
    responses: old.responses,
    metadata: old.metadata,
    location: old.location,
    status: type.requiresConfirmation && !byHost ? 'pending' : 'accepted',
    rescheduledFromUid: old.uid,
  });
  const why = {
    reschedulingReason: input.reschedulingReason ?? null,
    rescheduledByEmail: input.rescheduledBy ?? null,
  };
  Object.assign(moved, why, { sequence: old.sequence + 1 });
  world.change(old, { ...why, status: 'cancelled', rescheduledToUid: moved.uid });
  return moved;
}

/** @throws Refusal: cancelled already, or over (a bare one) */
export function cancelBooking(
  world: World,
  booking: Booking,
  input: z.infer<typeof cancelInput>,
  byEmail: string | null,
): void {
  if (booking.status === 'cancelled')
    throw new Refusal(
      400,
      `Can't cancel booking with uid=${booking.uid} because it has been cancelled already. Please provide uid of a booking that is not cancelled.`,
    );
  if (booking.end < world.now()) throw new Refusal(400, 'Cannot cancel a booking that has already ended', true);
  world.change(booking, {
    status: 'cancelled',
    cancellationReason: input.cancellationReason ?? null,
    cancelledByEmail: byEmail,
    sequence: booking.sequence + 1,
  });
}

/** @throws Refusal: not pending */
export function settleRequest(world: World, booking: Booking, status: 'accepted' | 'rejected', reason: string | null) {
  if (booking.status !== 'pending')
    throw new Refusal(400, `Can't ${status === 'accepted' ? 'confirm' : 'decline'} booking that is not pending.`);
  world.change(booking, { status, rejectionReason: reason });
}

/** @returns the attendees whose mark changed. @throws Refusal 400 before the start */
export function markAbsent(world: World, booking: Booking, input: z.infer<typeof absentInput>): string[] {
  if (booking.start > world.now())
    throw new Refusal(400, 'Bookings can only be marked as absent after their start time has passed');
  const marks = input.attendees ?? [];
  const marked = booking.attendees.filter((attendee) => marks.some((mark) => mark.email === attendee.email));
  world.change(booking, {
    absentHost: input.host ?? booking.absentHost,
    attendees: booking.attendees.map((attendee) => ({
      ...attendee,
      absent: marks.find((mark) => mark.email === attendee.email)?.absent ?? attendee.absent,
    })),
  });
  return marked.map((attendee) => attendee.email);
}

/** Gives a round-robin booking to another host. @throws Refusal */
export function reassignBooking(world: World, booking: Booking, toUserId: number | null): number {
  const type = world.eventTypeOf(booking);
  if (type.schedulingType !== 'roundRobin') throw new Refusal(400, 'Only round robin bookings can be reassigned.');
  if (!isLive(booking)) throw new Refusal(400, 'Only live bookings can be reassigned.');
  const minutes = (booking.end.getTime() - booking.start.getTime()) / 60_000;
  const free = freeHosts(world, type, booking.start.getTime(), minutes, { ignoreReservations: true });
  const others = free.filter((id) => id !== booking.hostId && (toUserId === null || id === toUserId));
  const [hostId] = others;
  if (hostId === undefined) throw new Refusal(400, 'No other host is available for this time.');
  const before = booking.hostId;
  world.change(booking, { hostId, sequence: booking.sequence + 1 });
  return before;
}
