import { Temporal } from 'temporal-polyfill';
import type { CalendarProvider, OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import type { Clock } from '@/lib/core/clock';
import type { JsonValue, Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';

/** Where the sandbox keeps what was booked: nothing outside this installation. */
interface SandboxDeps {
  kv: Kv;
  clock: Clock;
}

const KEPT_SECONDS = 60 * 24 * 3600;
const DEFAULT_MINUTES = 30;
const OPENS = { hour: 9 };
const CLOSES = { hour: 17 };

/**
 * A calendar without an account, for demonstrations and tests: open on weekdays from nine to five in its zone, with
 * about every third slot taken, always the same ones.
 */
export function createSandboxModule({ kv, clock }: SandboxDeps): ProviderModule {
  const provider: CalendarProvider = {
    async availableSlots(connection, range) {
      const earliest = clock.now().getTime();
      const offered = openSlots(connection, range).filter((slot) => slot.start.getTime() > earliest);
      const taken = await Promise.all(offered.map((slot) => kv.get(slotKey(connection, slot))));
      return offered.filter((_, index) => taken[index] === null);
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
    subscriptions: null,
    changes: null,
    bookings: {
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

function openSlots(connection: OpenConnection, range: SlotRange): Slot[] {
  const zone = connection.settings.workingHours?.timeZone ?? 'UTC';
  const minutes = connection.settings.slotMinutes ?? DEFAULT_MINUTES;
  const slots: Slot[] = [];
  const last = dayOf(range.to, zone);
  for (let day = dayOf(range.from, zone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue;
    const opens = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(OPENS) });
    const closes = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(CLOSES) });
    for (let at = opens; Temporal.ZonedDateTime.compare(at.add({ minutes }), closes) <= 0; at = at.add({ minutes })) {
      const slot = { start: new Date(at.epochMilliseconds), end: new Date(at.add({ minutes }).epochMilliseconds) };
      if (slot.start >= range.from && slot.start < range.to && !alwaysTaken(connection, slot)) slots.push(slot);
    }
  }
  return slots;
}

function dayOf(instant: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

function isOpen(connection: OpenConnection, slot: Slot): boolean {
  const range = { from: slot.start, to: new Date(slot.start.getTime() + 1) };
  return openSlots(connection, range).some((open) => open.start.getTime() === slot.start.getTime());
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
