import { Temporal } from 'temporal-polyfill';
import type { Answer } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { freeStarts } from './availability';
import type { EventType } from './model';
import { Refusal, success } from './problem';
import { readSlotQuery, type SlotQuery } from './slot-query';
import type { World } from './world';

/** `GET /v2/slots`. Faults: `stale-read`, `event-type-deleted`. */
export function slotRoutes(world: World, router: Router): void {
  router.on('GET', '/v2/slots', 'slots.list', (call) => listSlots(world, call));
}

function listSlots(world: World, call: Call): Answer {
  const query = readSlotQuery(world, call.request.query);
  if (call.fault('event-type-deleted')) throw new Refusal(404, `Event Type with ID ${query.type.id} not found`);
  const starts = freeStarts(
    world,
    query.type,
    query,
    query.minutes,
    { exceptBookingUid: query.bookingUidToReschedule, stale: call.fault('stale-read') !== null },
    query.hostIds,
  );
  const days: Record<string, object[]> = {};
  for (const at of starts) {
    const day = dayOf(query, at);
    days[day] = [...(days[day] ?? []), slotOf(world, query, at)];
  }
  return success(200, days);
}

function slotOf(world: World, query: SlotQuery, at: number): object {
  return {
    start: textOf(query, at),
    ...(query.withEnds ? { end: textOf(query, at + query.minutes * 60_000) } : {}),
    ...seatsOf(world, query.type, at),
  };
}

function seatsOf(world: World, { id, seats }: EventType, at: number): object {
  if (seats === null) return {};
  const booked = [...world.bookings.values()].filter((one) => one.eventTypeId === id && one.start.getTime() === at);
  return { seatsBooked: booked.length, seatsRemaining: seats - booked.length, seatsTotal: seats };
}

function local(query: SlotQuery, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(query.timeZone ?? 'UTC');
}

function dayOf(query: SlotQuery, at: number): string {
  return local(query, at).toPlainDate().toString();
}

/** With a zone asked for: its wall time and offset; else UTC. */
function textOf(query: SlotQuery, at: number): string {
  if (query.timeZone === null) return new Date(at).toISOString();
  return local(query, at).toString({ timeZoneName: 'never', smallestUnit: 'millisecond' });
}
