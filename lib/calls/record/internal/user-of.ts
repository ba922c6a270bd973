import type { Actor } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';

/** The person behind a request. @throws AppError `forbidden` for machines */
export function userOf(actor: Actor): string {
  if ('userId' in actor) return actor.userId;
  throw new AppError('forbidden', 'Only people can do this.');
}
