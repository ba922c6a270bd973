import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { saveConnection } from '@/lib/calendars/connections/internal/save-connection';
import { CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import { READ_TIMEOUT_MS } from '@/lib/calendars/read-with-timeout';
import { AppError } from '@/lib/core/errors';
import { withTimeout } from '@/lib/core/with-timeout';
import type { CommandContext } from '@/lib/db/command-context';
import type { ConnectionRow } from './open-connection';

/** What a person gives to connect a calendar without leaving the page. */
export type ConnectRequest =
  | { provider: 'calcom'; apiKey: string; teamId?: string }
  | { provider: 'calendly_embed'; shareUrl: string }
  | { provider: 'sandbox' };

/** Hosts whose pages a share address may name: the frame shows nothing else. */
const SHARE_HOSTS = ['calendly.com', 'www.calendly.com'];

/**
 * Connects a calendar by key or share address, after the provider has confirmed it. Nothing is stored on a failure.
 * @throws AppError `validation_failed` with the field to mend; `provider_unavailable`, after fifteen seconds at most
 */
export async function connectCalendar(
  ctx: CommandContext,
  calendar: CalendarContext,
  request: ConnectRequest,
): Promise<ConnectionRow> {
  if (request.provider === 'calendly_embed') return connectShareAddress(ctx, calendar, request.shareUrl);
  if (request.provider === 'sandbox') {
    const account = { accountId: 'sandbox', label: 'Sandbox calendar' };
    return saveConnection(ctx, calendar, {
      provider: 'sandbox',
      account,
      credentials: {},
      tokenExpiresAt: null,
      settings: {},
    });
  }
  const { key } = calendar.calendars[request.provider];
  if (!key) throw refused('provider', 'This provider is not connected by a key.');
  const verified = key.verify(request.apiKey).catch((error: unknown) => {
    if (error instanceof CalendarFaultError)
      throw refused('api_key', 'The provider does not accept this key. Copy it again, or make a new one there.');
    throw error;
  });
  const account = await withTimeout(calendar.clock, verified, READ_TIMEOUT_MS);
  if (!account) throw calendarUnavailable('timeout');
  return saveConnection(ctx, calendar, {
    provider: request.provider,
    account,
    credentials: { apiKey: request.apiKey },
    tokenExpiresAt: null,
    settings: request.teamId ? { teamId: request.teamId } : {},
  });
}

async function connectShareAddress(
  ctx: CommandContext,
  calendar: CalendarContext,
  text: string,
): Promise<ConnectionRow> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || !SHARE_HOSTS.includes(url.hostname) || url.pathname === '/')
    throw refused('share_url', 'Give the address of a Calendly page, e.g. https://calendly.com/you/intro.');
  const shareUrl = `https://calendly.com${url.pathname.replace(/\/+$/, '')}`;
  return saveConnection(ctx, calendar, {
    provider: 'calendly_embed',
    account: { accountId: shareUrl, label: shareUrl.replace('https://', '') },
    credentials: {},
    tokenExpiresAt: null,
    settings: { shareUrl },
  });
}

function refused(field: string, message: string): AppError {
  return new AppError('validation_failed', `The calendar was not connected. ${message}`, {
    fields: [{ field, message }],
  });
}
