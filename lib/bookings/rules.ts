import type { Actor } from '@/lib/core/context';
import type { BookingSource } from '@/lib/db/schema/bookings';
import { MINUTE_MS } from '@/lib/time/units';
import { minuteOfDay } from '@/lib/time/wall-time';

/** The end that follows from a start and a duration. */
export function endOf(start: Date, durationMinutes: number): Date {
  return new Date(start.getTime() + durationMinutes * MINUTE_MS);
}

/** Minutes that an operator keeps free around a booking. */
export interface Buffers {
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

/** The buffers of a service; zero without one. */
export function buffersOf(service: Buffers | null): Buffers {
  return {
    bufferBeforeMinutes: service?.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: service?.bufferAfterMinutes ?? 0,
  };
}

/** A booking's time with its buffers. */
export function takenSpan({ start, end }: Span, { bufferBeforeMinutes, bufferAfterMinutes }: Buffers): Span {
  return { start: endOf(start, -bufferBeforeMinutes), end: endOf(end, bufferAfterMinutes) };
}

/** Where a booking comes from. The credential decides, except that the browser extension uses either kind and names itself. */
export function sourceOf(actor: Actor, stated: BookingSource | undefined): BookingSource {
  if (stated === 'extension') return 'extension';
  return actor.kind === 'apiKey' ? 'api' : 'dashboard';
}

interface Span {
  start: Date;
  end: Date;
}

/** The end of the adjoining spans that `wanted` overlaps, or null when it overlaps none. */
export function busyUntil(wanted: Span, taken: readonly Span[]): Date | null {
  let until: Date | null = null;
  for (const span of [...taken].sort((a, b) => a.start.getTime() - b.start.getTime())) {
    const reach = until ?? wanted.end;
    const meets = until ? span.start <= reach : span.start < reach && span.end > wanted.start;
    if (meets && (!until || span.end > until)) until = span.end;
  }
  return until;
}

/** Between 21:00 and 08:00 on the wall clock of a zone. */
export function isNight(zone: string, at: Date): boolean {
  const minute = minuteOfDay(zone, at);
  return minute < 8 * 60 || minute >= 21 * 60;
}

/** Whether the call is so soon that the next cron run may come too late for it. */
export function isImminent(dueAt: Date, now: Date): boolean {
  return dueAt.getTime() - now.getTime() <= 2 * MINUTE_MS;
}
