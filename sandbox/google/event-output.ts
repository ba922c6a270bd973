import type { Conference, StoredEvent } from './model';
import type { World } from './world';

/** An event as Google answers it; a deleted one in a list has little more than its id. */
export function eventOutput(world: World, event: StoredEvent): Record<string, unknown> {
  const calendar = world.calendars.get(event.calendarId);
  const owner = calendar?.owner ?? event.calendarId;
  const isPrimary = owner === event.calendarId;
  return {
    kind: 'calendar#event',
    etag: etagOf(event),
    id: event.id,
    status: event.status,
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${event.id} ${event.calendarId}`).toString('base64url')}`,
    created: event.created.toISOString(),
    updated: event.updated.toISOString(),
    ...given({
      summary: event.summary,
      description: event.description,
      location: event.location,
      transparency: event.transparency,
      visibility: event.visibility,
      extendedProperties: event.extendedProperties,
    }),
    creator: { email: owner, ...(isPrimary ? { self: true } : {}) },
    organizer: { email: event.calendarId, ...(isPrimary ? { self: true } : { displayName: calendar?.summary }) },
    start: event.start,
    end: event.end,
    iCalUID: `${event.id}@google.com`,
    sequence: event.sequence,
    ...(event.attendees
      ? { attendees: event.attendees.map((one) => ({ responseStatus: 'needsAction', ...one })) }
      : {}),
    ...(event.conference ? conferenceOutput(event.conference, world.now()) : {}),
    reminders: { useDefault: true },
    eventType: 'default',
  };
}

export function etagOf(event: StoredEvent): string {
  return `"${event.updated.getTime()}${event.revision}"`;
}

/** A Meet link is made after the event: until then it is `pending`. */
function conferenceOutput({ requestId, readyAt, fails }: Conference, now: Date): Record<string, unknown> {
  const statusCode = readyAt > now ? 'pending' : fails ? 'failure' : 'success';
  const createRequest = {
    requestId,
    conferenceSolutionKey: { type: 'hangoutsMeet' },
    status: { statusCode },
  };
  if (statusCode !== 'success') return { conferenceData: { createRequest } };
  const code = meetingCode(requestId);
  const uri = `https://meet.google.com/${code}`;
  return {
    hangoutLink: uri,
    conferenceData: {
      createRequest,
      entryPoints: [{ entryPointType: 'video', uri, label: `meet.google.com/${code}` }],
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      conferenceId: code,
    },
  };
}

function meetingCode(requestId: string): string {
  const letters = [...requestId].map((character) => String.fromCharCode(97 + (character.charCodeAt(0) % 26))).join('');
  const ten = letters.padEnd(10, 'x').slice(-10);
  return `${ten.slice(0, 3)}-${ten.slice(3, 7)}-${ten.slice(7)}`;
}

function given(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
