import type { Actor } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';

/** The person who acts, or on whose behalf a key does. @throws AppError `forbidden` for anything else */
export function requireUser(actor: Actor): string {
  if (!('userId' in actor)) throw new AppError('forbidden', 'Only a person can do this.');
  return actor.userId;
}
