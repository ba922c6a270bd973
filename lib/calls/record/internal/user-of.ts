import type { Actor } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';

/** The user behind a request. @throws AppError `forbidden` for machines */
export function userOf(actor: Actor): string {
  if ('userId' in actor) return actor.userId;
  throw new AppError('forbidden', 'Sign in to do this. API keys of machines can’t.');
}
