import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import type { Caller } from './admission';
import { visibleType } from './event-type-routes';
import { type InviteeInput, inviteeInput } from './invitee-input';
import { chosenLocation, requireAnswers } from './invitee-rules';
import type { Limits } from './limits';
import type { EventType } from './model';
import { inviteeOutput } from './output';
import { invalid, missing, notAllowed, planTooSmall, problem } from './refusal';
import { noTracking, type Schedule } from './schedule';
import { uuidOf } from './uris';
import { validated } from './validation';
import type { World } from './world';

interface Desk {
  world: World;
  schedule: Schedule;
  limits: Limits;
  callerOf: (call: Call) => Caller;
  pages: () => string;
}

/**
 * `POST /invitees`, in this order: plan, caps, schema, location, required answers, slot. Faults: `slot-taken`,
 * `event-type-deleted`.
 */
export function inviteeRoutes(desk: Desk, router: Router): void {
  router.on('POST', '/invitees', 'invitees.create', (call) => create(desk, call));
}

function create({ world, schedule, limits, callerOf, pages }: Desk, call: Call): Answer {
  const caller = callerOf(call);
  if (caller.user.plan === 'without_api') throw planTooSmall();
  const over = limits.booking(caller.user, world.now().getTime());
  if (over) return { ...problem(429, 'You have exceeded the rate limit'), headers: over };

  const input = validated(inviteeInput, call.request.json);
  const type = typeOf(world, caller, call, input);
  const location = chosenLocation(type, input.location);
  requireAnswers(type, input.questions_and_answers);
  if (input.start_time <= world.now()) throw invalid({ parameter: 'start_time', message: 'must be in the future' });
  if (call.fault('slot-taken')) takeSlot(schedule, type, input);

  const { name, first_name: first = null, last_name: last = null, email, timezone } = input.invitee;
  const invitee = schedule.book(type, {
    start: input.start_time,
    location,
    guests: input.event_guests ?? [],
    email,
    name: name ?? [first, last].filter(Boolean).join(' '),
    firstName: first,
    lastName: last,
    timeZone: timezone,
    answers: input.questions_and_answers ?? [],
    tracking: input.tracking ?? noTracking,
    textReminderNumber: input.invitee.text_reminder_number ?? null,
    method: 'api',
    scheduledBy: caller.user.uuid,
  });
  return json(201, { resource: inviteeOutput(invitee, pages()) });
}

function typeOf(world: World, caller: Caller, call: Call, input: InviteeInput): EventType {
  if (call.fault('event-type-deleted')) throw missing();
  const type = visibleType(world, caller, uuidOf('event_types', input.event_type));
  if (!type.active) throw missing();
  if (type.isPaid || type.bookingMethod === 'poll') throw notAllowed();
  return type;
}

/** Somebody else was a moment faster. */
function takeSlot(schedule: Schedule, type: EventType, { start_time: start }: InviteeInput): void {
  schedule.book(type, {
    start,
    location: null,
    guests: [],
    email: 'faster@visitors.test',
    name: 'Somebody Faster',
    firstName: null,
    lastName: null,
    timeZone: 'UTC',
    answers: [],
    tracking: noTracking,
    textReminderNumber: null,
    method: null,
    scheduledBy: null,
  });
}
