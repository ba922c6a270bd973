import { AppError } from '@/lib/core/errors';

/** A place in a list that is ordered by id. Opaque to clients. */
export function writeIdCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** @throws AppError `invalid_cursor` for what names no id of this kind */
export function readIdCursor(cursor: string, prefix: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!new RegExp(`^${prefix}_\\w{1,60}$`).test(id))
    throw new AppError('invalid_cursor', 'This cursor is not one that a list gave out.');
  return id;
}
