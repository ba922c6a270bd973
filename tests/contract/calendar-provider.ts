import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { DAY_MS } from '@/lib/time/units';

/** What a provider's test file sets up: the adapter on its simulator, with one connection that has free slots. */
interface ProviderUnderTest {
  module: ProviderModule;
  connection: OpenConnection;
  /** The instant at which the simulator and the adapter stand. */
  now: Date;
  /** How many live bookings the provider itself holds at a start: the truth that answers are compared with. */
  heldAt(start: Date): Promise<number>;
  /** The provider takes the next booking but its answer is lost; null where there is no network in between. */
  loseNextAnswer: (() => Promise<void>) | null;
  /** The provider cannot be asked from now on, until the returned function is called. */
  takeDown: (() => Promise<() => Promise<void>>) | null;
  /** The grant or key does not work any more, until the returned function is called. */
  revokeAccess: (() => Promise<() => Promise<void>>) | null;
  close(): Promise<void>;
}

/** The guarantees of `CalendarProvider`, the same for every provider. */
export function calendarProviderContract(name: string, setUp: () => Promise<ProviderUnderTest>): void {
  describe(`calendar provider: ${name}`, () => {
    let test: ProviderUnderTest;
    let serial = 0;

    beforeAll(async () => {
      test = await setUp();
    });
    afterAll(() => test.close());

    const provider = () => test.module.provider;
    const nextDays = (days = 14) => ({ from: test.now, to: new Date(test.now.getTime() + days * DAY_MS) });
    const nextKey = () => `bk_contract${String(++serial).padStart(6, '0')}`;
    const visitor = (changes: Partial<Visitor> = {}): Visitor => ({
      name: 'Ada Lovelace',
      email: `ada.${serial}@visitors.test`,
      timeZone: 'Europe/London',
      phone: null,
      notes: null,
      ...changes,
    });
    const freeSlot = async (nth = 0): Promise<Slot> => {
      const slot = (await provider().availableSlots(test.connection, nextDays(), 'UTC'))[nth];
      if (!slot) throw new Error('The simulator offers too few slots for the contract.');
      return slot;
    };

    it('lists free slots in order, inside the range, in the future, and never twice', async () => {
      const range = nextDays();
      const slots = await provider().availableSlots(test.connection, range, 'UTC');
      expect(slots.length).toBeGreaterThan(5);
      const starts = slots.map((slot) => slot.start.getTime());
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      for (const slot of slots) {
        expect(slot.start >= range.from && slot.start < range.to).toBe(true);
        expect(slot.end.getTime()).toBeGreaterThan(slot.start.getTime());
      }
    });

    it.each(['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Vancouver'])(
      'offers the same instants to whoever asks from %s',
      async (zone) => {
        const [there, here] = await Promise.all([
          provider().availableSlots(test.connection, nextDays(5), zone),
          provider().availableSlots(test.connection, nextDays(5), 'UTC'),
        ]);
        expect(there).toEqual(here);
      },
    );

    it('books a free slot once, and offers it no more', async () => {
      const slot = await freeSlot();
      const answer = await provider().book(test.connection, slot, visitor(), nextKey());
      expect(answer).toMatchObject({ kind: 'booked', state: expect.stringMatching(/accepted|pending/) });
      expect(await test.heldAt(slot.start)).toBe(1);
      if (!test.module.sharedSlots) {
        const left = await provider().availableSlots(test.connection, nextDays(), 'UTC');
        expect(left.map(({ start }) => start.getTime())).not.toContain(slot.start.getTime());
      }
    });

    it('the same key books once, however often it is sent', async () => {
      const slot = await freeSlot(1);
      const key = nextKey();
      const who = visitor();
      const first = await provider().book(test.connection, slot, who, key);
      const again = await provider().book(test.connection, slot, who, key);
      expect(again).toMatchObject({ kind: 'booked', externalId: (first as { externalId: string }).externalId });
      expect(await test.heldAt(slot.start)).toBe(1);
    });

    it('a taken slot answers slot_taken, and nothing is made', async () => {
      if (test.module.sharedSlots) return;
      const slot = await freeSlot(2);
      await provider().book(test.connection, slot, visitor(), nextKey());
      const answer = await provider().book(test.connection, slot, visitor({ email: 'grace@visitors.test' }), nextKey());
      expect(answer).toEqual({ kind: 'slot_taken' });
      expect(await test.heldAt(slot.start)).toBe(1);
    });

    it('a booking whose answer was lost is found under its key, not made twice', async () => {
      if (!test.loseNextAnswer) return;
      const slot = await freeSlot(3);
      const key = nextKey();
      const who = visitor();
      await test.loseNextAnswer();
      const answer = await provider()
        .book(test.connection, slot, who, key)
        .catch(() => provider().book(test.connection, slot, who, key));
      expect(answer).toMatchObject({ kind: 'booked' });
      expect(await test.heldAt(slot.start)).toBe(1);
    });

    it('tells "could not ask" from "nothing free"', async () => {
      if (!test.takeDown) return;
      const up = await test.takeDown();
      await expect(provider().availableSlots(test.connection, nextDays(3), 'UTC')).rejects.toMatchObject({
        code: 'provider_unavailable',
      });
      await up();
      expect((await provider().availableSlots(test.connection, nextDays(), 'UTC')).length).toBeGreaterThan(0);
    });

    it('access that was taken away is a fault that a person can mend, not an empty list', async () => {
      if (!test.revokeAccess) return;
      const restore = await test.revokeAccess();
      await expect(provider().availableSlots(test.connection, nextDays(4), 'UTC')).rejects.toMatchObject({
        code: 'provider_failed',
        fault: 'grant_expired',
      });
      await restore();
    });

    it('moves and cancels what it booked, and bears the repetition of both', async () => {
      const { bookings } = test.module;
      if (!bookings) return;
      const [slot, later] = [await freeSlot(4), await freeSlot(6)];
      const key = nextKey();
      const who = visitor();
      const made = await provider().book(test.connection, slot, who, key);
      if (made.kind !== 'booked') throw new Error('not booked');
      expect(await bookings.find(test.connection, key, slot, who.email)).toBe(made.externalId);

      const moved = await bookings.reschedule(test.connection, made.externalId, later);
      if (moved.kind !== 'moved') throw new Error(`not moved: ${moved.kind}`);
      expect(await test.heldAt(slot.start)).toBe(0);
      expect(await test.heldAt(later.start)).toBe(1);

      await bookings.cancel(test.connection, moved.externalId, 'contract');
      await bookings.cancel(test.connection, moved.externalId, 'contract');
      expect(await test.heldAt(later.start)).toBe(0);
    });

    it('names itself without a secret', () => {
      const label = provider().label(test.connection);
      expect(label.length).toBeGreaterThan(3);
      for (const secret of Object.values(test.connection.credentials)) expect(label).not.toContain(secret);
    });
  });
}
