import type { InferInsertModel } from 'drizzle-orm';
import type { FailureReason } from '@/lib/calls/rules';
import type { bookingHistory } from '@/lib/db/schema/bookings';
import { MINUTE_MS } from '@/lib/time/units';
import { demoDice, demoId } from './demo-ids';
import type { BookingRow } from './past-call';
import type { PlannedBooking } from './plan-bookings';

/** What became, or will become, of a planned booking. */
type Fate = { kind: 'coming' | 'completed' | 'cancelled' } | { kind: 'failed'; reason: FailureReason };

export interface DemoBooking {
  booking: BookingRow;
  /** How it came about, and how it ended where no call tells. */
  history: InferInsertModel<typeof bookingHistory>[];
  fate: Fate;
}

export interface BookingOwner {
  organizationId: string;
  timeZone: string;
  staffId: string;
  userId: string;
  /** Where the operator's leg rings. */
  phone: string;
  serviceId: string | null;
}

/** Fates out of a hundred, in this order; the rest is completed. */
const FATES: readonly [share: number, fate: Fate][] = [
  [10, { kind: 'cancelled' }],
  [8, { kind: 'failed', reason: 'attendee_no_answer' }],
  [5, { kind: 'failed', reason: 'attendee_busy' }],
  [4, { kind: 'failed', reason: 'operator_no_answer' }],
  [3, { kind: 'failed', reason: 'missed' }],
];

function pastFate(label: string): Fate {
  let left = demoDice(`fate of ${label}`)(100);
  for (const [share, fate] of FATES) {
    left -= share;
    if (left < 0) return fate;
  }
  return { kind: 'completed' };
}

/** A planned booking as rows, its call apart: over when its time has passed, else still to come. */
export function demoBooking(planned: PlannedBooking, owner: BookingOwner, now: Date): DemoBooking {
  const { label, start, durationMinutes, attendee } = planned;
  const dice = demoDice(`booking ${label}`);
  const fate: Fate = start > now ? { kind: 'coming' } : pastFate(label);
  const createdAt = new Date(Math.min(start.getTime() - (1 + dice(4)) * 1440 * MINUTE_MS, now.getTime() - MINUTE_MS));
  const endedAt = fate.kind === 'cancelled' ? new Date(start.getTime() - (60 + dice(600)) * MINUTE_MS) : start;
  const id = demoId('booking', label);
  const { organizationId, staffId, userId } = owner;
  const creator = { kind: 'user' as const, userId, role: 'operator' as const };
  const entry = (kind: string, at: Date, detail: Record<string, unknown>) => ({
    id: demoId('history', `${label} ${kind}`),
    organizationId,
    bookingId: id,
    at,
    kind,
    actor: kind === 'failed' ? ({ kind: 'cron', name: 'scheduled-calls' } as const) : creator,
    detail,
  });

  const history = [
    entry('created', createdAt, {
      start_time: start.toISOString(),
      duration_minutes: durationMinutes,
      staff_id: staffId,
    }),
  ];
  if (fate.kind === 'cancelled') history.push(entry('cancelled', endedAt, {}));
  const missed = fate.kind === 'failed' && fate.reason === 'missed';
  if (missed)
    history.push(
      entry('failed', new Date(start.getTime() + 11 * MINUTE_MS), { reason: 'missed', due_at: start.toISOString() }),
    );

  const booking: BookingRow = {
    id,
    organizationId,
    userId,
    staffId,
    serviceId: owner.serviceId,
    source: (['dashboard', 'dashboard', 'api', 'extension'] as const)[dice(4)] ?? 'dashboard',
    title: attendee.topic,
    startTime: start,
    endTime: new Date(start.getTime() + durationMinutes * MINUTE_MS),
    durationMinutes,
    timezone: owner.timeZone,
    attendeeName: attendee.name,
    attendeeEmail: attendee.email,
    attendeePhone: attendee.phone,
    attendeeTimezone: attendee.timeZone,
    status: fate.kind === 'coming' ? 'pending' : fate.kind,
    statusReason: fate.kind === 'failed' ? fate.reason : null,
    dueAt: start,
    createdBy: userId,
    createdAt,
    updatedAt: fate.kind === 'coming' ? createdAt : endedAt,
  };
  return { booking, history, fate };
}
