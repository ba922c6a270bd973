import { z } from 'zod';
import { json } from '@/sandbox/provider-kit/answer';
import type { Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import type { Calendar } from './model';
import { validatedQuery } from './validation';
import type { World } from './world';

const listQuery = z.strictObject({
  maxResults: z.coerce.number().int().min(1).max(250).optional(),
  minAccessRole: z.enum(['freeBusyReader', 'owner', 'reader', 'writer']).optional(),
  showHidden: z.enum(['true', 'false']).optional(),
});

/** Which calendars an account sees. */
export function calendarListRoutes(world: World, router: Router): void {
  router
    .on('GET', '/calendar/v3/users/me/calendarList', 'calendar-list.list', (call) => {
      const email = callerOf(call);
      const { minAccessRole } = validatedQuery(listQuery, call.request.query);
      const items = [...world.calendars.values()]
        .filter(({ owner, readers }) => owner === email || (minAccessRole !== 'owner' && readers.includes(email)))
        .map((calendar) => entry(calendar, email));
      return json(200, { kind: 'calendar#calendarList', etag: '"cl1"', nextSyncToken: 'cl1', items });
    })
    .on('GET', '/calendar/v3/users/me/calendarList/:calendarId', 'calendar-list.get', (call) => {
      const email = callerOf(call);
      return json(200, entry(world.calendar(call.params.calendarId ?? '', email), email));
    });
}

function entry({ id, summary, owner, timeZone, hasMeet }: Calendar, email: string): object {
  return {
    kind: 'calendar#calendarListEntry',
    etag: '"1"',
    id,
    summary,
    timeZone,
    colorId: '14',
    backgroundColor: '#9fe1e7',
    foregroundColor: '#000000',
    selected: true,
    accessRole: owner === email ? 'owner' : 'reader',
    defaultReminders: [],
    ...(id === email ? { primary: true } : {}),
    conferenceProperties: { allowedConferenceSolutionTypes: hasMeet ? ['hangoutsMeet'] : [] },
  };
}
