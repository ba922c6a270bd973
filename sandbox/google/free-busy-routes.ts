import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import type { StoredEvent } from './model';
import { invalid, Refusal } from './refusal';
import { instantText, validated, zoneName } from './validation';
import { type Span, spanOf, type World } from './world';

const freeBusyQuery = z.strictObject({
  timeMin: instantText,
  timeMax: instantText,
  timeZone: zoneName.optional(),
  items: z.array(z.strictObject({ id: z.string() })).optional(),
  calendarExpansionMax: z.number().int().max(50).optional(),
  groupExpansionMax: z.number().int().max(100).optional(),
});

/** `freeBusy`: 200 also where a calendar could not be read; the error stands inside. */
export function freeBusyRoutes(world: World, router: Router): void {
  router.on('POST', '/calendar/v3/freeBusy', 'free-busy.query', (call) => query(world, call));
}

function query(world: World, call: Call): Answer {
  const { timeMin, timeMax, items = [] } = validated(freeBusyQuery, call.request.json);
  const range = { from: Date.parse(timeMin), to: Date.parse(timeMax) };
  if (range.from >= range.to) throw invalid('The specified time range is empty.', 'timeRangeEmpty');
  const calendars = items.map(({ id }) => [id, busyOf(world, call, id, range)]);
  return json(200, { kind: 'calendar#freeBusy', timeMin, timeMax, calendars: Object.fromEntries(calendars) });
}

function busyOf(world: World, call: Call, id: string, range: Span): object {
  const broken = call.fault('free-busy-error');
  if (broken) return withError(typeof broken.body === 'string' ? broken.body : 'internalError');
  try {
    const calendar = world.calendar(id, callerOf(call));
    const stale = call.fault('stale-read');
    const seen = world.now().getTime() - (stale ? (stale.seconds ?? 60) * 1000 : 0);
    const events = world
      .eventsOf(calendar.id)
      .filter((event) => event.created.getTime() <= seen && blocks(event, calendar.owner));
    return { busy: merged(events.map(spanOf), range) };
  } catch (error) {
    if (error instanceof Refusal) return withError('notFound');
    throw error;
  }
}

function withError(reason: string): object {
  return { errors: [{ domain: 'global', reason }], busy: [] };
}

function blocks(event: StoredEvent, owner: string): boolean {
  const isDeclined = event.attendees?.some((one) => one.email === owner && one.responseStatus === 'declined');
  return event.status !== 'cancelled' && event.transparency !== 'transparent' && !isDeclined;
}

function merged(spans: Span[], range: Span): { start: string; end: string }[] {
  const whole: Span[] = [];
  for (const span of spans
    .filter(({ from, to }) => from < range.to && to > range.from)
    .sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else whole.push({ from: Math.max(span.from, range.from), to: span.to });
  }
  return whole.map(({ from, to }) => ({ start: text(from), end: text(Math.min(to, range.to)) }));
}

function text(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
