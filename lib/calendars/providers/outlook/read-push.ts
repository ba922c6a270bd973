import { z } from 'zod';
import type { PushNotification } from '@/lib/calendars/provider-module';
import { AppError } from '@/lib/core/errors';
import { sha256 } from '@/lib/security/digest';

const wireNotifications = z.object({
  value: z
    .array(
      z.object({
        clientState: z.string().optional(),
        changeType: z.string().optional(),
        lifecycleEvent: z.string().optional(),
      }),
    )
    .min(1)
    .max(1000),
});

/** Lifecycle events of a subscription that has ended, or ends unless it is renewed. */
const ENDINGS = ['subscriptionRemoved', 'reauthorizationRequired'];

/**
 * Reads a batch of Microsoft Graph notifications. They are not signed: each must carry the subscription's random client
 * state, which authenticates it.
 * @throws AppError `unreadable_body`
 */
export function readMicrosoftPush(text: string, connectionId: string): PushNotification {
  const parsed = wireNotifications.safeParse(jsonOf(text));
  if (!parsed.success) throw new AppError('unreadable_body', 'This is not a list of notifications.');
  const { value } = parsed.data;
  const lifecycle = value.flatMap(({ lifecycleEvent }) => lifecycleEvent ?? []);
  return {
    secrets: value.map(({ clientState }) => clientState ?? ''),
    isNews: true,
    // Two notifications that read the same may report two changes.
    repeatsAreNews: true,
    subscriptionEnds: lifecycle.some((event) => ENDINGS.includes(event)),
    event: {
      kind: lifecycle.length > 0 ? 'lifecycle' : 'calendar',
      dedupeKey: `${connectionId}:${sha256(text)}`,
      connectionId,
      payload: {
        notifications: String(value.length),
        lifecycle: lifecycle.join(' ').slice(0, 200),
      },
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
