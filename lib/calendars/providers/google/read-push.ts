import type { PushNotification } from '@/lib/calendars/provider-module';
import { AppError } from '@/lib/core/errors';

/**
 * Reads a notification of Google, which consists of headers. It is not signed: the channel's random token authenticates it.
 * @throws AppError `unreadable_body`
 */
export function readGooglePush(headers: Headers, connectionId: string): PushNotification {
  const channelId = headers.get('x-goog-channel-id');
  const state = headers.get('x-goog-resource-state');
  const number = headers.get('x-goog-message-number') ?? '';
  if (!channelId || !state || !/^\d{1,18}$/.test(number))
    throw new AppError('unreadable_body', 'This is not a channel notification.');
  return {
    secrets: [headers.get('x-goog-channel-token') ?? ''],
    // The first message of a channel only confirms that the channel exists.
    isNews: state !== 'sync',
    subscriptionEnds: false,
    repeatsAreNews: false,
    event: {
      kind: 'calendar',
      dedupeKey: `${connectionId}:${channelId.slice(0, 64)}:${number}`,
      connectionId,
      payload: { state: state.slice(0, 20), message: number },
    },
  };
}
