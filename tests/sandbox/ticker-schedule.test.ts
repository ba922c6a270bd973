import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/sandbox/carrier/seeded-random';
import { parseCron } from '@/sandbox/ticker/cron-expression';
import { planMinute, rollDisturbance } from '@/sandbox/ticker/plan-minute';
import { readVercelCrons } from '@/sandbox/ticker/vercel-crons';

const at = (text: string) => new Date(`${text}Z`);

describe('cron expressions, as Vercel reads them', () => {
  it.each([
    ['* * * * *', '2026-11-20T14:32:59', true],
    ['*/5 * * * *', '2026-11-20T14:30:10', true],
    ['*/5 * * * *', '2026-11-20T14:31:10', false],
    ['7/20 * * * *', '2026-11-20T14:47:00', true],
    ['17 3 * * *', '2026-11-20T03:17:30', true],
    ['17 3 * * *', '2026-11-20T04:17:30', false],
    ['0 9-17/2 * * 1-5', '2026-11-20T11:00:00', true],
    ['0 9-17/2 * * 1-5', '2026-11-22T11:00:00', false],
    ['0 0 1,15 * *', '2026-11-15T00:00:00', true],
    ['0 0 29 2 *', '2028-02-29T00:00:00', true],
    ['0 0 * * 0', '2026-11-22T00:00:00', true],
  ])('%s at %s: %s', (expression, instant, expected) => {
    expect(parseCron(expression).matches(at(instant))).toBe(expected);
  });

  it.each([
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '0 9 * JAN *',
    '0 9 * * MON',
    '0 9 L * *',
    '0 0 1 * 1',
    '*/0 * * * *',
    '9-5 * * * *',
    '',
    '@daily',
  ])('refuses %s, as a deployment would', (text) => {
    expect(() => parseCron(text)).toThrow();
  });

  it('runs in UTC, whatever the zone of the machine', () => {
    expect(parseCron('0 12 * * *').matches(new Date('2026-07-01T14:00:00+02:00'))).toBe(true);
  });
});

describe('vercel.json', () => {
  it('lists every cron endpoint, and no other', async () => {
    const listed = (await readVercelCrons('vercel.json')).map(({ path }) => path);
    const built = readdirSync('app/api/cron').map((name) => `/api/cron/${name}`);
    expect(listed.sort()).toEqual(built.sort());
    for (const path of listed) expect(existsSync(`app${path}/route.ts`)).toBe(true);
  });

  it('looks for what is due in every minute', async () => {
    const crons = await readVercelCrons('vercel.json');
    expect(crons.find(({ path }) => path === '/api/cron/scheduled-calls')?.schedule).toBe('* * * * *');
  });
});

describe('the minute of a cron', () => {
  const minute = at('2026-11-20T14:32:00');
  const cron = { path: '/tick', schedule: '* * * * *', expression: parseCron('* * * * *') };
  const seconds = (disturbance: Parameters<typeof planMinute>[2], seed = 1) =>
    planMinute(cron, minute, disturbance, seededRandom(seed)).map(
      (firing) => (firing.at.getTime() - minute.getTime()) / 1000,
    );

  it('holds one request, at any of its seconds', () => {
    const all = Array.from({ length: 500 }, (_, seed) => seconds(null, seed));
    expect(all.every((one) => one.length === 1 && one.every((second) => second >= 0 && second < 60))).toBe(true);
    expect(new Set(all.map(([second = 0]) => Math.floor(second / 10))).size).toBe(6);
  });

  it('is the same minute for the same seed', () => {
    expect(seconds('doubled', 7)).toEqual(seconds('doubled', 7));
    expect(seconds(null, 7)).not.toEqual(seconds(null, 8));
  });

  it('holds none when skipped, two within 2 s when doubled, two further apart when overlapping', () => {
    expect(seconds('skipped')).toEqual([]);
    const [first = 0, second = 0] = seconds('doubled');
    expect(second - first).toBeLessThanOrEqual(2);
    const [long = 0, beside = 0] = seconds('overlapping');
    expect(beside - long).toBeGreaterThanOrEqual(5);
  });

  it('is over before a late request comes', () => {
    const [late = 0] = seconds('late');
    expect(late).toBeGreaterThanOrEqual(60);
    expect(late).toBeLessThan(105);
  });

  it('is disturbed as often as asked for', () => {
    const dice = seededRandom(3);
    const rolls = Array.from({ length: 4_000 }, () => rollDisturbance({ skipped: 0.25, late: 0.5 }, dice));
    const share = (wanted: string | null) => rolls.filter((one) => one === wanted).length / rolls.length;
    expect(share('skipped')).toBeCloseTo(0.25, 1);
    expect(share('late')).toBeCloseTo(0.5, 1);
    expect(share('doubled')).toBe(0);
    expect(rolls.every((one) => one !== 'overlapping')).toBe(true);
  });
});
