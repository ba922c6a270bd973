import { expect, it } from 'vitest';
import type { Booking } from '@/lib/contracts/bookings';
import { bookingsCsv } from './bookings-csv';

async function csvOf(...portions: Partial<Booking>[][]): Promise<string[]> {
  async function* given() {
    for (const portion of portions) yield portion as Booking[];
  }
  let text = '';
  for await (const part of bookingsCsv(given())) text += part;
  return text.split('\r\n');
}

const empty: Partial<Booking> = Object.fromEntries(
  ['title', 'status_reason', 'attendee_name', 'attendee_phone', 'notes'].map((column) => [column, null]),
);
const cellsOf = (line = '') => line.split(',');

it('begins with the mark of UTF-8 and the names of the columns, also without a booking', async () => {
  const [head, ...rest] = await csvOf();
  expect(head?.startsWith('\uFEFFid,title,status,')).toBe(true);
  expect(rest).toEqual(['']);
});

it('names the columns once, however many portions come', async () => {
  const lines = await csvOf([{ ...empty, id: 'a' }], [{ ...empty, id: 'b' }]);
  expect(lines.map((line) => cellsOf(line)[0]?.replace('\uFEFF', ''))).toEqual(['id', 'a', 'b', '']);
});

it.each([
  ['=1+1', "'=1+1"],
  ['+1+cmd', "'+1+cmd"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['plain = text', 'plain = text'],
  ['Zoë 😀', 'Zoë 😀'],
])('a text that a spreadsheet would run as a formula is kept as text: %j', async (title, cell) => {
  const [, line] = await csvOf([{ ...empty, id: 'a', title }]);
  expect(cellsOf(line)[1]).toBe(cell);
});

it.each([
  ['x;=1+cmd', `"x;'=1+cmd"`],
  ['x;"=1', `"x;'""=1"`],
  ['x; =1', `"x;' =1"`],
  ['x\t@SUM(A1)', `"x\t'@SUM(A1)"`],
  ['\t=1', `"\t'=1"`],
  ['x\n-2', `"x\n'-2"`],
])('a formula behind another separator is kept as text, too: %j', async (title, cell) => {
  const lines = await csvOf([{ ...empty, id: 'a', title }]);
  expect(lines[1]).toContain(`a,${cell},`);
});

it('leaves a phone number as it is', async () => {
  const [, line] = await csvOf([{ ...empty, id: 'a', attendee_phone: '+12025550143' }]);
  expect(line).toContain(',+12025550143,');
});

it('quotes commas, quotes and line ends', async () => {
  const lines = await csvOf([{ ...empty, id: 'a', title: 'Say "hi", then\r\n=leave' }]);
  expect(lines.slice(1, 3).join('\r\n')).toContain(`a,"Say ""hi"", then\r\n'=leave",`);
});
