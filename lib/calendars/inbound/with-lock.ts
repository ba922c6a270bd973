import type { CalendarContext } from '@/lib/calendars/calendar-context';

/** Longer than a push with all its tries. */
const TURN_SECONDS = 90;
const WAIT_MS = 20_000;
const POLL_INTERVAL_MS = 100;

/**
 * Does work on one booking at its provider in turn: a change that comes while an earlier one is still being written
 * waits for what that one made, instead of making the booking a second time.
 * @throws Error when its turn does not come; the job is tried again
 */
export async function withLock(
  { kv, ids, clock }: Pick<CalendarContext, 'kv' | 'ids' | 'clock'>,
  bookingId: string,
  work: () => Promise<void>,
): Promise<void> {
  const lock = `push:${bookingId}`;
  const holder = ids.secret(12);
  const giveUpAt = clock.elapsed() + WAIT_MS;
  while (!(await kv.setIfAbsent(lock, holder, TURN_SECONDS))) {
    if (clock.elapsed() > giveUpAt) throw new Error('Another change of this booking is still being written.');
    await clock.sleepUntil(new Date(clock.now().getTime() + POLL_INTERVAL_MS));
  }
  try {
    await work();
  } finally {
    await kv.compareAndDelete(lock, holder);
  }
}
