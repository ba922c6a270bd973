import type { Answer } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf, requireCaller } from './admission';
import { absentInput, cancelInput, declineInput, reassignInput, rescheduleInput } from './booking-input';
import { bookingOutput } from './booking-output';
import { findBooking } from './booking-routes';
import { cancelBooking, markAbsent, reassignBooking, rescheduleBooking, settleRequest } from './change-booking';
import { takenText } from './create-booking';
import type { Booking } from './model';
import type { Notifier } from './notifier';
import { Refusal, success } from './problem';
import { validated } from './validation';
import { hostsOf, type World } from './world';

/** What is done to a booking that exists. Fault: `slot-taken` when it is moved. */
export function bookingActionRoutes(world: World, notifier: Notifier, router: Router): void {
  const at = '/v2/bookings/:uid';
  router
    .on('POST', `${at}/reschedule`, 'bookings.reschedule', (call) => reschedule(world, notifier, call))
    .on('POST', `${at}/cancel`, 'bookings.cancel', (call) => {
      const booking = findBooking(world, call);
      const input = validated(cancelInput, call.request.json);
      const caller = callerOf(world, call.request);
      const by = caller === null ? (booking.attendees[0]?.email ?? null) : world.user(caller).email;
      cancelBooking(world, booking, input, by);
      notifier.tell('BOOKING_CANCELLED', booking);
      return shown(world, booking);
    })
    .on('POST', `${at}/confirm`, 'bookings.confirm', (call) => {
      const booking = hosted(world, call);
      settleRequest(world, booking, 'accepted', null);
      notifier.tell('BOOKING_CREATED', booking);
      return shown(world, booking);
    })
    .on('POST', `${at}/decline`, 'bookings.decline', (call) => {
      const booking = hosted(world, call);
      settleRequest(world, booking, 'rejected', validated(declineInput, call.request.json ?? {}).reason ?? null);
      notifier.tell('BOOKING_REJECTED', booking);
      return shown(world, booking);
    })
    .on('POST', `${at}/mark-absent`, 'bookings.mark-absent', (call) => {
      const booking = findBooking(world, call);
      const input = validated(absentInput, call.request.json);
      // Cal.com fails here instead of refusing.
      if (!isHost(world, booking, requireCaller(world, call.request)))
        throw new Refusal(500, 'Internal server error', true);
      const marked = markAbsent(world, booking, input);
      if (marked.length > 0) notifier.tellNoShow(booking, marked);
      return shown(world, booking);
    })
    .on('POST', `${at}/reassign`, 'bookings.reassign', (call) => reassign(world, notifier, call, null))
    .on('POST', `${at}/reassign/:userId`, 'bookings.reassign-to', (call) => {
      validated(reassignInput, call.request.json ?? {});
      return reassign(world, notifier, call, Number(call.params.userId));
    });
}

function reschedule(world: World, notifier: Notifier, call: Call): Answer {
  const old = findBooking(world, call);
  const input = validated(rescheduleInput, call.request.json);
  const taken = call.fault('slot-taken');
  if (taken?.status === 409) throw new Refusal(409, 'booking_conflict_error', true);
  if (taken) throw new Refusal(400, takenText(world.eventTypeOf(old)));
  const moved = rescheduleBooking(world, old, input);
  notifier.tell(moved.status === 'pending' ? 'BOOKING_REQUESTED' : 'BOOKING_RESCHEDULED', moved);
  return success(201, bookingOutput(world, moved));
}

function reassign(world: World, notifier: Notifier, call: Call, toUserId: number | null): Answer {
  const booking = hosted(world, call);
  const before = reassignBooking(world, booking, toUserId);
  notifier.tell('BOOKING_REASSIGNED', booking, {
    addedHostUserIds: [booking.hostId],
    removedHostUserIds: [before],
  });
  const { id, name, email } = world.user(booking.hostId);
  return success(200, { bookingUid: booking.uid, reassignedTo: { id, name, email, displayEmail: email } });
}

function hosted(world: World, call: Call): Booking {
  const booking = findBooking(world, call);
  if (!isHost(world, booking, requireCaller(world, call.request)))
    throw new Refusal(401, 'BookingUidGuard - the caller may not change this booking.');
  return booking;
}

function isHost(world: World, booking: Booking, caller: number): boolean {
  const type = world.eventTypeOf(booking);
  return (
    booking.hostId === caller ||
    hostsOf(type).includes(caller) ||
    (type.teamId !== null && world.isTeamAdmin(caller, type.teamId))
  );
}

function shown(world: World, booking: Booking): Answer {
  return success(200, bookingOutput(world, booking));
}
