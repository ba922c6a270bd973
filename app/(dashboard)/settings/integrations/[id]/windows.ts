/** Hours of one weekday in the form: local wall time; null while it is being typed. */
export interface Window {
  /** Tells the rows of one day apart. */
  key: number;
  /** 1 = Monday. */
  weekday: number;
  start: string | null;
  end: string | null;
}

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** Monday to Friday, nine to five. */
export function standardWindows(): Window[] {
  return MONDAY_TO_FRIDAY.map((weekday) => ({ key: weekday, weekday, start: '09:00', end: '17:00' }));
}

/** Adds hours to a day: empty ones after those it has, or nine to five. */
export function withWindow(windows: readonly Window[], weekday: number): Window[] {
  const key = Math.max(0, ...windows.map((one) => one.key)) + 1;
  const isFirst = windows.every((one) => one.weekday !== weekday);
  return [...windows, { key, weekday, start: isFirst ? '09:00' : null, end: isFirst ? '17:00' : null }];
}

/** As the API takes them, in the order of the week, without incomplete ones. */
export function windowsToWire(windows: readonly Window[]): { weekday: number; start: string; end: string }[] {
  return windows
    .flatMap(({ weekday, start, end }) => (start && end ? [{ weekday, start, end }] : []))
    .sort((a, b) => a.weekday - b.weekday || a.start.localeCompare(b.start));
}
