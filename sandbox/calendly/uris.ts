import { missing } from './refusal';

const API = 'https://api.calendly.com';

type Collection = 'users' | 'organizations' | 'event_types' | 'groups' | 'webhook_subscriptions' | 'invitee_no_shows';

export function uri(collection: Collection, uuid: string): string {
  return `${API}/${collection}/${uuid}`;
}

export function meetingUri(uuid: string): string {
  return `${API}/scheduled_events/${uuid}`;
}

export function inviteeUri(meetingId: string, uuid: string): string {
  return `${meetingUri(meetingId)}/invitees/${uuid}`;
}

/** The uuid of a full URI of this collection. @throws Refusal 404 for anything else, as for a stranger's */
export function uuidOf(collection: Collection, given: string): string {
  const prefix = `${API}/${collection}/`;
  if (!given.startsWith(prefix)) throw missing();
  return given.slice(prefix.length);
}

/** The meeting and the invitee that a URI names. @throws Refusal 404 */
export function inviteeOfUri(given: string): { meetingId: string; inviteeId: string } {
  const found = /^https:\/\/api\.calendly\.com\/scheduled_events\/([^/]+)\/invitees\/([^/]+)$/.exec(given);
  if (!found?.[1] || !found[2]) throw missing();
  return { meetingId: found[1], inviteeId: found[2] };
}

/** Calendly writes six decimals. */
export function instant(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}
