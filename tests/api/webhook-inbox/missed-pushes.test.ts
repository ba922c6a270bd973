import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as calendarSync } from '@/app/api/cron/calendar-sync/route';
import { POST as googleWebhook } from '@/app/api/webhooks/google/[connection]/route';
import { POST as microsoftWebhook } from '@/app/api/webhooks/microsoft/[connection]/route';
import { bookSlot } from '@/lib/calendars/slots/book-slot';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import { type Clock, systemClock } from '@/lib/core/clock';
import { bookings } from '@/lib/db/schema/bookings';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { DAY_MS } from '@/lib/time/units';
import { calendarScene, connectionNow } from '@/tests/support/calendar-scene';
import { eventually } from '@/tests/support/eventually';
import { type PushedCalendar, pushedGoogle, pushedOutlook } from '@/tests/support/pushed-calendars';
import { type ServedHandlers, serveHandlers } from '@/tests/support/serve-handlers';
import { openWorld, type World } from '@/tests/support/world';

let served: ServedHandlers;
let world: World<Clock>;
let calendar: PushedCalendar;
/** How far our time is ahead of the provider's. */
let ahead = 0;
const clock: Clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + ahead),
  sleepUntil: (instant, signal) => systemClock.sleepUntil(new Date(instant.getTime() - ahead), signal),
};

beforeAll(async () => {
  served = await serveHandlers();
});
afterAll(() => served.close());

async function cron(): Promise<Record<string, number>> {
  const headers = { authorization: `Bearer ${world.deps.config.cronSecret}` };
  const answer = await calendarSync(new Request(`${served.url}/api/cron/calendar-sync`, { headers }));
  return (await answer.json()).counts;
}

it.each([
  { name: 'google', start: pushedGoogle, webhook: googleWebhook },
  { name: 'microsoft', start: pushedOutlook, webhook: microsoftWebhook },
])('a change of which $name never told is counted once it is overdue', async ({ name, start, webhook }) => {
  ahead = 0;
  calendar = await start();
  world = await openWorld({ APP_URL: served.url, ...calendar.environment }, clock);
  const scene = await calendarScene(world, calendar.connection());
  served.handlers.set(calendar.webhookPath(scene.connectionId), webhook);
  await cron();
  const row = await connectionNow(world, scene.connectionId);
  const { slots } = await offeredSlots(scene.calendar, row, upcomingRange(clock.now()), 'UTC', () => undefined);
  const visitor = { name: 'Ada', email: 'ada@visitors.test', timeZone: 'UTC', phone: null, notes: null };
  const slotToken = slots[2]?.token ?? '';
  const made = await bookSlot({ ...scene.ctx, now: clock.now() }, scene.calendar, {
    slotToken,
    visitor,
    source: 'dashboard',
  });
  const booking = async () => {
    const [one] = await world.db.select().from(bookings).where(eq(bookings.id, made.bookingId));
    return one ?? expect.unreachable();
  };
  const { startTime, endTime, externalId } = await booking();
  /** Moves it there, by so many days from where it was made. */
  const move = (days: number) => {
    const [from, to] = [startTime, endTime].map((at) => new Date(at.getTime() + days * DAY_MS));
    calendar.move(externalId ?? '', from ?? startTime, to ?? endTime);
    return from?.getTime();
  };
  const missing = () =>
    world.db
      .select()
      .from(webhookEvents)
      .where(and(eq(webhookEvents.connectionId, scene.connectionId), eq(webhookEvents.status, 'missing')));

  const told = move(1);
  await eventually('what was told is taken over', async () => {
    await world.settle();
    return (await booking()).startTime.getTime() === told;
  });
  calendar.losePushes();
  move(2);
  expect(await cron()).toMatchObject({ changes: 1 });
  // Its notification may still be on its way.
  expect(await missing()).toEqual([]);
  move(3);
  ahead = 4 * 60_000;
  expect(await cron()).toMatchObject({ changes: 1 });
  expect(await missing()).toMatchObject([
    { provider: name, kind: 'found_by_poll', organizationId: scene.owner.organizationId, subject: externalId },
  ]);
  await calendar.stop();
  await world.close();
});
