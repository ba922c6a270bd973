import { z } from 'zod';
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

/** What Microsoft says of a subscription that it ends, or will end unless it is renewed. */
const ENDINGS = ['subscriptionRemoved', 'reauthorizationRequired'];

/**
 * Notifications of Microsoft Graph's. They are not signed: the client state, random and known to nobody else, is all that
 * they are trusted by, and each of them has to carry it.
 * @throws AppError `unreadable_body`
 */
export function readMicrosoftPush(text: string, connectionId: string) {
  const parsed = wireNotifications.safeParse(jsonOf(text));
  if (!parsed.success) throw new AppError('unreadable_body', 'These are no notifications.');
  const { value } = parsed.data;
  const lifecycle = value.flatMap(({ lifecycleEvent }) => lifecycleEvent ?? []);
  return {
    secrets: value.map(({ clientState }) => clientState ?? ''),
    isNews: true,
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
