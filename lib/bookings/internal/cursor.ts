import { readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';

type Order = 'asc' | 'desc';

/** A place in the list: after this row, in this direction. */
export interface Cursor {
  order: Order;
  startTime: Date;
  id: string;
}

export function writeCursor({ order, startTime, id }: Cursor): string {
  return `${order}.${writeTimeCursor(startTime, id)}`;
}

/** @throws AppError `invalid_cursor`, also for a cursor of the other direction */
export function readCursor(cursor: string, order: Order): Cursor {
  const place = cursor.startsWith(`${order}.`) ? cursor.slice(order.length + 1) : '';
  const { at, id } = readTimeCursor(place);
  return { order, startTime: new Date(at), id };
}
