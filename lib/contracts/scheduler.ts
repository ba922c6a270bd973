import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** How punctual the calls of the last 24 hours were. Milliseconds from the due instant to the order at the carrier. */
const latenessShape = z.object({
  calls: z.int(),
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
  /** Counts per class of lateness; `up_to_ms` null is the class without an upper end. */
  histogram: z.array(z.object({ up_to_ms: z.int().nullable(), calls: z.int() })),
});

const bookingLine = z.object({
  booking_id: z.string(),
  title: z.string(),
  attendee_name: z.string(),
  operator_name: z.string().nullable(),
  due_at: instant,
});

const schedulerStatusShape = z.object({
  /** The cron's heartbeat, newest first. */
  runs: z.array(
    z.object({
      id: z.string(),
      started_at: instant,
      finished_at: instant.nullable(),
      failed: z.boolean(),
    }),
  ),
  /** No run began within the last three minutes. */
  silent: z.boolean(),
  lateness: latenessShape,
  next: z.array(bookingLine.extend({ attempt: z.int(), held_until: instant.nullable() })),
  missed: z.array(bookingLine.extend({ failed_at: instant, reason: z.string(), explanation: z.string() })),
});

export const schedulerResponse = z.object({ success: z.literal(true), scheduler: schedulerStatusShape });
export type SchedulerStatus = z.infer<typeof schedulerStatusShape>;
