import { describe, expect, it } from 'vitest';
import { cutPage, readIdCursor, readTimeCursor, writeIdCursor, writeTimeCursor } from '@/lib/db/cursor';

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const invalid = expect.objectContaining({
  code: 'invalid_cursor',
  message: 'Invalid cursor. Use the next_cursor of the previous page.',
});

describe('cursors', () => {
  it('lead back to the row they were made of', () => {
    expect(readIdCursor(writeIdCursor('lead_01abc'), 'lead')).toBe('lead_01abc');
    const at = new Date('2026-03-01T10:00:00.123Z');
    expect(readTimeCursor(writeTimeCursor(at, 'bk_01abc'))).toEqual({ at: at.toISOString(), id: 'bk_01abc' });
  });

  it.each(['', 'nonsense', base64('cmp_01abc'), base64("lead_' or 1=1"), base64('lead_')])(
    'of ids: %j is refused',
    (cursor) => {
      const read = () => readIdCursor(cursor, 'lead');
      expect(read).toThrow(invalid);
    },
  );

  it.each(['', 'nonsense', base64('2026-13-01T10:00:00.000Z bk_1'), base64('+33658-01-01T00:00:00.000Z bk_1')])(
    'of instants: %j is refused',
    (cursor) => {
      const read = () => readTimeCursor(cursor);
      expect(read).toThrow(invalid);
    },
  );

  it('come from a page only when there is a next one', () => {
    expect(cutPage([1, 2, 3], 2)).toEqual({ page: [1, 2], last: 2 });
    expect(cutPage([1, 2], 2)).toEqual({ page: [1, 2], last: undefined });
  });
});
