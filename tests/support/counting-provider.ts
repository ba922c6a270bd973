import type { BookAnswer, CalendarProvider, Slot } from '@/lib/calendars/port';
import type { CalendarRegistry, ProviderModule } from '@/lib/calendars/provider-module';

/** A provider in this process that counts how often it is asked, and answers as the test says. */
export interface CountingProvider extends CalendarProvider {
  asked: number;
  slots: Slot[];
  held: Map<number, string>;
  /** Called before each answer: to wait, or to throw. */
  onAsk: () => Promise<void> | void;
  onBook: (key: string) => Promise<BookAnswer | undefined> | BookAnswer | undefined;
}

/** @param slots what is free at first */
export function countingProvider(slots: Slot[]): CountingProvider {
  const provider: CountingProvider = {
    asked: 0,
    slots,
    held: new Map(),
    onAsk: () => undefined,
    onBook: () => undefined,
    async availableSlots(_connection, range) {
      provider.asked += 1;
      await provider.onAsk();
      return provider.slots.filter(
        ({ start }) => start >= range.from && start < range.to && !provider.held.has(start.getTime()),
      );
    },
    async book(_connection, slot, _visitor, key) {
      const decided = await provider.onBook(key);
      if (decided) return decided;
      const holder = provider.held.get(slot.start.getTime());
      if (holder !== undefined && holder !== key) return { kind: 'slot_taken' };
      provider.held.set(slot.start.getTime(), key);
      return { kind: 'booked', externalId: `ext_${key}`, detailsUrl: null, joinUrl: null, state: 'accepted' };
    },
    label: () => 'Counting calendar',
  };
  return provider;
}

/** A registry in which the sandbox's place is taken by this provider, with other facets where a test needs them. */
export function registryWith(
  registry: CalendarRegistry,
  provider: CalendarProvider,
  facets: Partial<ProviderModule> = {},
): CalendarRegistry {
  return { ...registry, sandbox: { ...registry.sandbox, provider, bookings: null, ...facets } };
}
