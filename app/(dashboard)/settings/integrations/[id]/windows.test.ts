import { describe, expect, it } from 'vitest';
import { standardWindows, windowsToWire, withWindow } from './windows';

describe('the working hours of a form', () => {
  it('get nine to five on a closed day, and empty hours to fill in after those of an open one', () => {
    const saturday = withWindow(standardWindows(), 6);
    expect(saturday.at(-1)).toMatchObject({ weekday: 6, start: '09:00', end: '17:00' });
    expect(withWindow(saturday, 6).at(-1)).toMatchObject({ weekday: 6, start: null, end: null });
    expect(new Set(withWindow(saturday, 6).map(({ key }) => key)).size).toBe(7);
  });

  it('are sent in the order of the week, without those that are not filled in', () => {
    const windows = [
      { key: 1, weekday: 2, start: '13:00', end: '17:00' },
      { key: 2, weekday: 2, start: '09:00', end: '12:00' },
      { key: 3, weekday: 1, start: '22:00', end: '02:00' },
      { key: 4, weekday: 3, start: '09:00', end: null },
    ];
    expect(windowsToWire(windows)).toEqual([
      { weekday: 1, start: '22:00', end: '02:00' },
      { weekday: 2, start: '09:00', end: '12:00' },
      { weekday: 2, start: '13:00', end: '17:00' },
    ]);
  });
});
