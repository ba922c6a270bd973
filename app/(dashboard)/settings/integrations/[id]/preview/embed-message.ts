/** The origin of Calendly's frame; messages from elsewhere are ignored. */
const EMBED_ORIGIN = 'https://calendly.com';

/** What the frame reports after a booking: two addresses, no time and no person. */
export interface EmbedScheduled {
  eventUri: string;
  inviteeUri: string;
}

/** The URL to show in the frame. */
export function embedAddress(shareUrl: string, embedDomain: string): string {
  const url = new URL(shareUrl);
  url.searchParams.set('embed_domain', embedDomain);
  url.searchParams.set('embed_type', 'Inline');
  return url.href;
}

/** The booking that a message reports; null for other messages and other origins. */
export function readScheduled({ origin, data }: { origin: string; data: unknown }): EmbedScheduled | null {
  if (origin !== EMBED_ORIGIN || !isRecord(data) || data.event !== 'calendly.event_scheduled') return null;
  const { payload } = data;
  if (!isRecord(payload)) return null;
  const [eventUri, inviteeUri] = [uriOf(payload.event), uriOf(payload.invitee)];
  return eventUri && inviteeUri ? { eventUri, inviteeUri } : null;
}

function uriOf(value: unknown): string | null {
  return isRecord(value) && typeof value.uri === 'string' && value.uri !== '' ? value.uri : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
