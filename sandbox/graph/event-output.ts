import type { SimulatedRequest } from '@/sandbox/provider-kit/request';
import type { StoredEvent } from './model';
import type { World } from './world';

/**
 * An event as Graph answers it. Times come in the zone of the `Prefer` header; without one under the Windows name of the
 * mailbox's zone, which no library of the web knows.
 */
export function eventOutput(world: World, event: StoredEvent, request: SimulatedRequest): Record<string, unknown> {
  const account = world.account(event.accountId);
  const isReady = event.meetingReadyAt !== null && event.meetingReadyAt <= world.now();
  const full = {
    '@odata.etag': etagOf(event),
    id: event.id,
    createdDateTime: event.created.toISOString(),
    lastModifiedDateTime: event.updated.toISOString(),
    changeKey: Buffer.from(String(event.revision)).toString('base64'),
    transactionId: event.transactionId,
    subject: event.subject,
    bodyPreview: event.body.content.slice(0, 255),
    body: event.body,
    isAllDay: false,
    isCancelled: event.isCancelled,
    isOrganizer: true,
    showAs: event.showAs,
    type: 'singleInstance',
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(event.id)}&exvsurl=1&path=/calendar/item`,
    isOnlineMeeting: event.isOnlineMeeting,
    onlineMeetingProvider: event.isOnlineMeeting ? 'teamsForBusiness' : 'unknown',
    onlineMeeting: isReady
      ? { joinUrl: `https://teams.microsoft.com/l/meetup-join/${event.revision}-${event.id.slice(4, 12)}` }
      : null,
    start: timeOutput(event.start, request, account.windowsZone),
    end: timeOutput(event.end, request, account.windowsZone),
    organizer: { emailAddress: { name: account.name, address: account.email } },
    attendees: event.attendees.map((attendee) => ({
      type: 'required',
      status: { response: 'none', time: '0001-01-01T00:00:00Z' },
      ...attendee,
    })),
  };
  return selected(full, request.query.get('$select'));
}

export function timeOutput(at: Date, request: SimulatedRequest, windowsZone: string) {
  const isUtc = /outlook\.timezone="UTC"/.test(request.headers.prefer ?? '');
  const text = at.toISOString().replace('Z', '0000');
  return { dateTime: text, timeZone: isUtc ? 'UTC' : windowsZone };
}

export function etagOf({ revision }: StoredEvent): string {
  return `W/"${Buffer.from(`event ${revision}`).toString('base64')}"`;
}

/** Only the members asked for; the id always comes along. */
function selected(full: Record<string, unknown>, select: string | null): Record<string, unknown> {
  if (select === null) return full;
  const names = new Set(['@odata.etag', 'id', ...select.split(',').map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(full).filter(([name]) => names.has(name)));
}
