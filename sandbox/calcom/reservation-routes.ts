import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import { freeHosts } from './availability';
import type { EventType, Reservation } from './model';
import { Refusal, success } from './problem';
import { utcInstant, validated } from './validation';
import { hostsOf, type World } from './world';

const inputSchema = z.strictObject({
  eventTypeId: z.number().int().positive(),
  slotStart: utcInstant,
  slotDuration: z.number().int().positive().optional(),
  reservationDuration: z.number().int().positive().optional(),
});

const DEFAULT_MINUTES = 5;

/** Soft holds: they hide a slot from listings and other holds, and bind nobody who books. */
export function reservationRoutes(world: World, router: Router): void {
  const path = '/v2/slots/reservations';
  router.on('POST', path, 'reservations.create', (call) => reserve(world, call));
  router.on('GET', `${path}/:uid`, 'reservations.read', ({ params }) => {
    const hold = liveHold(world, params.uid);
    return success(200, hold && output(world, hold, false));
  });
  router.on('PATCH', `${path}/:uid`, 'reservations.change', (call) => {
    const hold = liveHold(world, call.params.uid);
    if (!hold) throw new Refusal(404, `Reservation with uid ${call.params.uid} not found`);
    const { start, minutes, until } = readHold(world, call, hold.uid);
    Object.assign(hold, { start, end: new Date(start.getTime() + minutes * 60_000), minutes, until });
    return success(200, output(world, hold, true));
  });
  router.on('DELETE', `${path}/:uid`, 'reservations.delete', ({ params }) => {
    if (!world.reservations.delete(params.uid ?? '')) throw new Refusal(404, 'Reservation not found');
    return json(200, { status: 'success' });
  });
}

function reserve(world: World, call: Call): Answer {
  const { type, hostId, start, minutes, until } = readHold(world, call, null);
  const hold: Reservation = {
    uid: crypto.randomUUID(),
    eventTypeId: type.id,
    hostId,
    start,
    end: new Date(start.getTime() + minutes * 60_000),
    minutes,
    until,
  };
  world.reservations.set(hold.uid, hold);
  return success(201, output(world, hold, true));
}

function readHold(world: World, call: Call, ownUid: string | null) {
  const input = validated(inputSchema, call.request.json);
  const caller = callerOf(world, call.request);
  const type = world.eventTypes.get(input.eventTypeId);
  if (!type) throw new Refusal(404, `Event Type with ID=${input.eventTypeId} not found`);
  if (input.reservationDuration !== undefined) mayChooseDuration(world, type, caller);
  if (input.slotDuration !== undefined && !type.lengthOptions.includes(input.slotDuration))
    throw new Refusal(400, "You passed 'slotDuration' but this event type has one length only.");
  if (hostsOf(type).length === 0) throw new Refusal(400, 'The team event type has no hosts.');
  const minutes = input.slotDuration ?? type.lengthInMinutes;
  const at = input.slotStart.getTime();
  // A hold of a team type hangs on its first host alone.
  const [hostId] = freeHosts(world, type, at, minutes, { ignoreReservations: true });
  if (hostId === undefined || call.fault('slot-taken'))
    throw new Refusal(422, "Can't reserve a slot if the event is already booked.");
  const rivals = [...world.reservations.values()].filter(
    (hold) => hold.uid !== ownUid && hold.eventTypeId === type.id && hold.until > world.now(),
  );
  if (rivals.filter((hold) => hold.start.getTime() === at).length >= capacity(type))
    throw new Refusal(422, "Can't reserve a slot that is already reserved.");
  const until = new Date(world.now().getTime() + (input.reservationDuration ?? DEFAULT_MINUTES) * 60_000);
  return { type, hostId, start: input.slotStart, minutes, until };
}

function capacity(type: EventType): number {
  return type.schedulingType === 'roundRobin' ? type.hostIds.length : 1;
}

function mayChooseDuration(world: World, type: EventType, caller: number | null): void {
  if (caller === null)
    throw new Refusal(401, "reservationDuration can only be used for authenticated requests. Log in or don't send it.");
  const related = hostsOf(type).includes(caller) || (type.teamId !== null && world.isTeamAdmin(caller, type.teamId));
  if (!related) throw new Refusal(403, 'Only the owner, host or team admin may choose reservationDuration.');
}

function liveHold(world: World, uid: string | undefined): Reservation | null {
  const hold = world.reservations.get(uid ?? '');
  return hold && hold.until > world.now() ? hold : null;
}

function output(world: World, hold: Reservation, withDuration: boolean): object {
  return {
    eventTypeId: hold.eventTypeId,
    slotStart: hold.start.toISOString(),
    slotEnd: hold.end.toISOString(),
    slotDuration: hold.minutes,
    reservationUid: hold.uid,
    ...(withDuration
      ? { reservationDuration: Math.round((hold.until.getTime() - world.now().getTime()) / 60_000) }
      : {}),
    reservationUntil: hold.until.toISOString(),
  };
}
