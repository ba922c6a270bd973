import { AppError } from '@/lib/core/errors';

/**
 * A notification of Google's, which is headers alone. It is not signed: the channel's token, random and known to nobody
 * else, is all that it is trusted by.
 * @throws AppError `unreadable_body` for what is no notification
 */
export function readGooglePush(headers: Headers, connectionId: string) {
  const channelId = headers.get('x-goog-channel-id');
  const state = headers.get('x-goog-resource-state');
  const number = headers.get('x-goog-message-number') ?? '';
  if (!channelId || !state || !/^\d{1,18}$/.test(number))
    throw new AppError('unreadable_body', 'This is no notification of a channel.');
  return {
    secrets: [headers.get('x-goog-channel-token') ?? ''],
    // The first message of a channel says only that the channel is there.
    isNews: state !== 'sync',
    subscriptionEnds: false,
    event: {
      kind: 'calendar',
      dedupeKey: `${connectionId}:${channelId.slice(0, 64)}:${number}`,
      connectionId,
      payload: { state: state.slice(0, 20), message: number },
    },
  };
}
