import { AppError } from '@/lib/core/errors';

/** A place in the list: after this row, in this direction. */
export interface Cursor {
  order: 'asc' | 'desc';
  startTime: Date;
  id: string;
}

/** Opaque to clients. */
export function writeCursor({ order, startTime, id }: Cursor): string {
  return Buffer.from(`${order === 'asc' ? 'a' : 'd'}.${startTime.getTime()}.${id}`).toString('base64url');
}

/** @throws AppError `invalid_cursor` for a text that no list gave out, or of the other direction */
export function readCursor(text: string, order: 'asc' | 'desc'): Cursor {
  const parts = /^([ad])\.(-?\d{1,15})\.([\w-]{1,64})$/.exec(Buffer.from(text, 'base64url').toString());
  if (!parts?.[2] || !parts[3]) throw new AppError('invalid_cursor', 'This cursor is not one that a list gave out.');
  if ((parts[1] === 'a' ? 'asc' : 'desc') !== order)
    throw new AppError('invalid_cursor', 'This cursor belongs to a list of the other order.');
  return { order, startTime: new Date(Number(parts[2])), id: parts[3] };
}
