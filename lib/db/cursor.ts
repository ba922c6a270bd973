import { AppError } from '@/lib/core/errors';

/** A place in a list that is ordered by id. Opaque to clients, like every cursor here. */
export function writeIdCursor(id: string): string {
  return encode(id);
}

/** @throws AppError `invalid_cursor` for what is not an id with this prefix */
export function readIdCursor(cursor: string, prefix: string): string {
  const id = decode(cursor);
  const rest = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : '';
  if (!/^\w{1,64}$/.test(rest)) throw invalidCursor();
  return id;
}

/** A place in a list that is ordered by an instant, then by id. `at` is ISO 8601 in UTC. */
interface TimeCursor {
  at: string;
  id: string;
}

export function writeTimeCursor(at: Date | string, id: string): string {
  return encode(`${new Date(at).toISOString()} ${id}`);
}

/** @throws AppError `invalid_cursor` for what is not an instant and an id */
export function readTimeCursor(cursor: string): TimeCursor {
  const [, at = '', id = ''] = /^(\d{4}-[\d-]{5}T[\d:.]{12}Z) ([\w-]{1,64})$/.exec(decode(cursor)) ?? [];
  if (Number.isNaN(Date.parse(at))) throw invalidCursor();
  return { at, id };
}

/** Cuts a page from rows queried with one more than `limit`. `last` is its last row when there are more. */
export function cutPage<Row>(rows: readonly Row[], limit: number): { page: Row[]; last: Row | undefined } {
  const page = rows.slice(0, limit);
  return { page, last: rows.length > limit ? page.at(-1) : undefined };
}

function invalidCursor(): AppError {
  return new AppError('invalid_cursor', 'Invalid cursor. Use the next_cursor of the previous page.');
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function decode(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
