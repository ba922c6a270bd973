import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { saveConnection } from '@/lib/calendars/connections/internal/save-connection';
import { CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import { READ_TIMEOUT_MS } from '@/lib/calendars/read-with-timeout';
import { AppError } from '@/lib/core/errors';
import { withTimeout } from '@/lib/core/with-timeout';
import type { CommandContext } from '@/lib/db/command-context';
import type { CalendarProviderName } from '@/lib/db/schema/calendars';
import type { ConnectionRow } from './open-connection';

/** What a person gives to connect a calendar without leaving the page. */
export interface ConnectRequest {
  provider: CalendarProviderName;
  apiKey?: string;
  teamId?: string;
  /** Of the provider's public page. */
  shareUrl?: string;
}

/**
 * Connects a calendar by key or page address, once the provider has confirmed it. Stores nothing on failure.
 * @throws AppError `validation_failed` with the field to fix; `provider_unavailable`, after fifteen seconds at most
 */
export async function connectCalendar(
  ctx: CommandContext,
  calendar: CalendarContext,
  request: ConnectRequest,
): Promise<ConnectionRow> {
  const { key, ownAccount, sharedPage } = calendar.calendars[request.provider];
  const wanted = { provider: request.provider, credentials: {}, tokenExpiresAt: null };
  if (ownAccount) return saveConnection(ctx, calendar, { ...wanted, account: ownAccount, settings: {} });
  if (sharedPage) return saveConnection(ctx, calendar, { ...wanted, ...sharedPage.accountOf(request.shareUrl ?? '') });
  if (!key) throw refused('provider', 'This provider is not connected by a key.');
  const apiKey = request.apiKey ?? '';
  const verified = key.verify(apiKey).catch((error: unknown) => {
    if (error instanceof CalendarFaultError)
      throw refused('api_key', 'The provider does not accept this key. Copy it again or create a new one there.');
    throw error;
  });
  const account = await withTimeout(calendar.clock, verified, READ_TIMEOUT_MS);
  if (!account) throw calendarUnavailable('timeout');
  const settings = request.teamId ? { teamId: request.teamId } : {};
  return saveConnection(ctx, calendar, { ...wanted, account, credentials: { apiKey }, settings });
}

function refused(field: string, message: string): AppError {
  return new AppError('validation_failed', `The calendar was not connected. ${message}`, {
    fields: [{ field, message }],
  });
}
