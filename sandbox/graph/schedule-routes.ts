import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import { timeOutput } from './event-output';
import { badRequest, Refusal } from './refusal';
import { utcTime, validated } from './validation';
import { DEFAULT_CALENDAR, type World } from './world';

const scheduleInput = z.strictObject({
  schedules: z.array(z.string()).min(1).max(20),
  startTime: utcTime,
  endTime: utcTime,
  availabilityViewInterval: z.number().int().min(5).max(1440).optional(),
});

const MAX_MS = 62 * 24 * 3_600_000;

/** `getSchedule`: for work and school alone; the error of one schedule comes inside of a success. */
export function scheduleRoutes(world: World, router: Router): void {
  router.on('POST', '/v1.0/me/calendar/getSchedule', 'schedule.get', (call) => getSchedule(world, call));
}

function getSchedule(world: World, call: Call): Answer {
  const caller = callerOf(call);
  const { schedules, startTime, endTime } = validated(scheduleInput, call.request.json);
  if (caller.kind === 'personal')
    throw new Refusal(400, 'ErrorInvalidRequest', 'This operation is not supported for this account.');
  if (endTime.getTime() - startTime.getTime() > MAX_MS) throw badRequest('The time window is too long.');
  return json(200, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)',
    value: schedules.map((scheduleId) => scheduleOf(world, call, scheduleId, startTime, endTime)),
  });
}

function scheduleOf(world: World, call: Call, scheduleId: string, from: Date, to: Date): object {
  const account = world.accounts.find(({ email, kind }) => kind === 'work' && email === scheduleId.toLowerCase());
  const isBroken = call.fault('schedule-error') !== null;
  if (!account || isBroken) {
    const responseCode = isBroken ? 'ErrorFreeBusyGenerationFailed' : 'ErrorMailRecipientNotFound';
    const error = { message: 'Unable to resolve free busy information.', responseCode };
    return { scheduleId, availabilityView: '', scheduleItems: [], error };
  }
  const stale = call.fault('stale-read');
  const seen = world.now().getTime() - (stale ? (stale.seconds ?? 60) * 1000 : 0);
  const items = world
    .liveEvents(account.id, DEFAULT_CALENDAR)
    .filter((event) => !event.isCancelled && event.start < to && event.end > from && event.created.getTime() <= seen)
    .map(({ start, end, showAs, subject }) => ({
      isPrivate: false,
      status: showAs,
      subject,
      location: '',
      isMeeting: true,
      start: timeOutput(start, call.request, account.windowsZone),
      end: timeOutput(end, call.request, account.windowsZone),
    }));
  return { scheduleId, availabilityView: '', scheduleItems: items };
}
