import { AppError } from '@/lib/core/errors';

/** A place in a list by an instant, then by id; opaque to clients. */
export function writeInstantCursor(at: string | Date, id: string): string {
  return Buffer.from(`${new Date(at).toISOString()} ${id}`).toString('base64url');
}

/** @throws AppError `invalid_cursor` for a text that no list gave out */
export function readInstantCursor(text: string): { at: string; id: string } {
  const plain = Buffer.from(text, 'base64url').toString();
  const [, at, id] = /^(\d{4}-[\d-]{5}T[\d:.]{12}Z) ([\w-]{1,64})$/.exec(plain) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at)))
    throw new AppError('invalid_cursor', 'This cursor is not one that a list gave out.');
  return { at, id };
}
