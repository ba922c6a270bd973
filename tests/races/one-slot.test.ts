import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookSlot } from '@/lib/calendars/slots/book-slot';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import type { Clock } from '@/lib/core/clock';
import { systemClock } from '@/lib/core/clock';
import type { AppError } from '@/lib/core/errors';
import { bookings } from '@/lib/db/schema/bookings';
import { calendarScene, connectionNow, halfHours } from '@/tests/support/calendar-scene';
import { countingProvider, registryWith } from '@/tests/support/counting-provider';
import { openWorld, type World } from '@/tests/support/world';

let world: World<Clock>;
beforeAll(async () => {
  world = await openWorld({}, systemClock);
});
afterAll(() => world.close());

async function scene(sharedSlots: boolean) {
  const made = await calendarScene(world);
  const provider = countingProvider(halfHours(new Date(Math.ceil(Date.now() / 1_800_000) * 1_800_000 + 3_600_000), 4));
  made.calendar.calendars = registryWith(made.calendar.calendars, provider, { sharedSlots });
  return { ...made, provider };
}

describe('100 visitors for one slot', () => {
  it.each([
    ['the database', false],
    ['the provider', true],
  ])(
    '%s lets one in, and 99 get a conflict with fresh slots',
    async (_, sharedSlots) => {
      const { ctx, calendar, connectionId, provider } = await scene(sharedSlots);
      const row = await connectionNow(world, connectionId);
      const { slots } = await offeredSlots(calendar, row, upcomingRange(ctx.now), 'UTC', () => undefined);
      const [wanted] = slots;
      if (!wanted) throw new Error('no slot');
      const results = await Promise.allSettled(
        Array.from({ length: 100 }, (__, i) =>
          bookSlot({ ...ctx, now: new Date() }, calendar, {
            slotToken: wanted.token,
            source: 'dashboard',
            visitor: { name: `Visitor ${i}`, email: `v${i}@visitors.test`, timeZone: 'UTC', phone: null, notes: null },
          }),
        ),
      );
      const won = results.filter((result) => result.status === 'fulfilled');
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as AppError] : []));
      expect(won).toHaveLength(1);
      expect(new Set(lost.map(({ code }) => code))).toEqual(new Set(['slot_taken']));
      for (const { extra } of lost) {
        const fresh = extra?.slots as { start: string }[] | null;
        expect(fresh).not.toBeNull();
        expect(fresh?.map(({ start }) => start)).not.toContain(wanted.start);
      }
      expect(provider.held.size).toBe(1);
      const live = await world.db.select().from(bookings).where(eq(bookings.connectionId, connectionId));
      expect(live.filter(({ status }) => status === 'pending')).toHaveLength(1);
    },
    60_000,
  );
});
