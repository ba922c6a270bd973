import type { CalendarProvider, OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { freeSlots, rangeToAsk, slotRulesOf } from '@/lib/calendars/slots/free-slots';
import type { Clock } from '@/lib/core/clock';
import type { JsonValue, Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';

/** Where the sandbox keeps what was booked: nothing outside this installation. */
interface SandboxDeps {
  kv: Kv;
  clock: Clock;
}

const KEPT_SECONDS = 60 * 24 * 3600;
/** Zone of the working hours while nobody has chosen any. */
const ZONE = 'UTC';

/**
 * A calendar without an account, for demonstrations and tests: open in its working hours, with about every third slot
 * taken, always the same ones.
 */
export function createSandboxModule({ kv, clock }: SandboxDeps): ProviderModule {
  const provider: CalendarProvider = {
    async availableSlots(connection, range) {
      const earliest = clock.now().getTime();
      const rules = slotRulesOf(connection, ZONE);
      const around = freeSlots(rules, [], rangeToAsk(rules, range));
      const booked = await Promise.all(around.map((slot) => kv.get(slotKey(connection, slot))));
      const busy = around.filter((slot, index) => booked[index] !== null || alwaysTaken(connection, slot));
      return freeSlots(rules, busy, range).filter((slot) => slot.start.getTime() > earliest);
    },
    async book(connection, slot, visitor, key) {
      const id = externalIdOf(connection, key);
      if (!isOpen(connection, slot)) return { kind: 'slot_taken' };
      const won = await kv.setIfAbsent(slotKey(connection, slot), id, KEPT_SECONDS);
      if (!won && (await kv.get(slotKey(connection, slot))) !== id) return { kind: 'slot_taken' };
      await kv.set(bookingKey(id), { start: slot.start.toISOString(), email: visitor.email }, KEPT_SECONDS);
      return { kind: 'booked', externalId: id, detailsUrl: null, joinUrl: null, state: 'accepted' };
    },
    label: (connection) => `Sandbox · ${connection.accountLabel}`,
  };
  return {
    name: 'sandbox',
    title: 'Sandbox calendar',
    provider,
    sharedSlots: false,
    oauth: null,
    key: null,
    eventTypes: null,
    hosts: null,
    accountCalendars: null,
    subscriptions: null,
    changes: null,
    webhooks: null,
    sharedPage: null,
    ownAccount: { accountId: 'sandbox', label: 'Sandbox calendar' },
    bookings: {
      setsLength: true,
      async find(connection, key) {
        const id = externalIdOf(connection, key);
        return (await kv.get(bookingKey(id))) === null ? null : id;
      },
      async reschedule(connection, externalId, slot) {
        const held = heldBooking(await kv.get(bookingKey(externalId)));
        if (!held) return { kind: 'gone' };
        const won = await kv.setIfAbsent(slotKey(connection, slot), externalId, KEPT_SECONDS);
        if (!won && (await kv.get(slotKey(connection, slot))) !== externalId) return { kind: 'slot_taken' };
        const before = { start: new Date(held.start), end: slot.end };
        if (held.start !== slot.start.toISOString()) await kv.compareAndDelete(slotKey(connection, before), externalId);
        await kv.set(bookingKey(externalId), { ...held, start: slot.start.toISOString() }, KEPT_SECONDS);
        return { kind: 'moved', externalId };
      },
      async cancel(connection, externalId) {
        const held = heldBooking(await kv.get(bookingKey(externalId)));
        if (!held) return;
        const slot = { start: new Date(held.start), end: new Date(held.start) };
        await kv.compareAndDelete(slotKey(connection, slot), externalId);
        await kv.delete(bookingKey(externalId));
      },
      markAbsent: null,
    },
  };
}

function heldBooking(value: JsonValue): { start: string; email: string } | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const { start, email } = value;
  return typeof start === 'string' && typeof email === 'string' ? { start, email } : null;
}

function isOpen(connection: OpenConnection, slot: Slot): boolean {
  const range: SlotRange = { from: slot.start, to: new Date(slot.start.getTime() + 1) };
  const open = freeSlots(slotRulesOf(connection, ZONE), [], range);
  return open.some(({ start }) => start.getTime() === slot.start.getTime()) && !alwaysTaken(connection, slot);
}

function alwaysTaken(connection: OpenConnection, slot: Slot): boolean {
  return Number.parseInt(sha256(`${connection.id}:${slot.start.getTime()}`).slice(0, 6), 16) % 3 === 0;
}

function slotKey(connection: OpenConnection, slot: Slot): string {
  return `sandbox-calendar:${connection.id}:${slot.start.getTime()}`;
}

function bookingKey(externalId: string): string {
  return `sandbox-booking:${externalId}`;
}

function externalIdOf(connection: OpenConnection, key: string): string {
  return sha256(`${connection.id}:${key}`).slice(0, 24);
}
