import { z } from 'zod';

/** Largest and usual page of received webhooks. */
export const webhookEventLimits = { pageSize: 50, largestPage: 200 } as const;

export const webhookEventStatuses = [
  'received',
  'processed',
  'already_synced',
  'ignored',
  'failed',
  'dead',
  'missing',
] as const;

/** Who posts to us. */
export const webhookProviders = ['calcom', 'calendly', 'google', 'microsoft', 'emailbison', 'signalwire'] as const;

const instant = z.iso.datetime();

const webhookEventShape = z.object({
  id: z.string(),
  provider: z.string(),
  /** The event by the provider's own name; `found_by_poll` for one that was never delivered. */
  kind: z.string(),
  /**
   * `received`: kept, not interpreted yet; `failed`: tried again at `next_attempt_at`; `dead`: given up until replayed;
   * `missing`: never delivered, found by reading the provider's list.
   */
  status: z.enum(webhookEventStatuses),
  /** Why, as a code, e.g. the event that is not acted on. */
  why: z.string().nullable(),
  error: z.string().nullable(),
  attempts: z.int(),
  next_attempt_at: instant.nullable(),
  /** How often it was delivered; above 1, it came again. */
  deliveries: z.int(),
  /** Whether it came long after it had happened. */
  late: z.boolean(),
  occurred_at: instant.nullable(),
  received_at: instant,
  settled_at: instant.nullable(),
  /** The provider's id of the booking that it is about. */
  subject: z.string().nullable(),
  connection_id: z.string().nullable(),
  /** Our booking that it is about. */
  booking_id: z.string().nullable(),
});
export type WebhookEvent = z.infer<typeof webhookEventShape>;

const listOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .pipe(z.array(z.enum(values)).min(1))
    .optional();

export const listWebhookEventsQuery = z.object({
  /** One or several, separated by commas. */
  status: listOf(webhookEventStatuses),
  provider: listOf(webhookProviders),
  /** `late`, or `duplicate`: delivered more than once. */
  view: z.enum(['late', 'duplicate']).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(webhookEventLimits.largestPage).default(webhookEventLimits.pageSize),
  cursor: z.string().min(1).max(200).optional(),
});
export type ListWebhookEventsQuery = z.infer<typeof listWebhookEventsQuery>;

export const listWebhookEventsResponse = z.object({
  success: z.literal(true),
  webhook_events: z.array(webhookEventShape),
  next_cursor: z.string().nullable(),
});

export const webhookEventResponse = z.object({
  success: z.literal(true),
  webhook_event: webhookEventShape.extend({
    /** As it arrived; null where none is kept. */
    body: z.string().nullable(),
    /** What is kept of one whose body is not. */
    payload: z.record(z.string(), z.string()),
    headers: z.record(z.string(), z.string()).nullable(),
  }),
});

export const replayResponse = z.object({
  success: z.literal(true),
  webhook_event: webhookEventShape,
});

const webhookDayShape = z.object({
  provider: z.string(),
  /** Local day of the organization. */
  day: z.string(),
  received: z.int(),
  /** Applied, or found to be known already. */
  processed: z.int(),
  /** Understood, and without anything to do here. */
  ignored: z.int(),
  late: z.int(),
  duplicate: z.int(),
  missing: z.int(),
  failed: z.int(),
});
export type WebhookDay = z.infer<typeof webhookDayShape>;

export const webhookDaysResponse = z.object({ success: z.literal(true), days: z.array(webhookDayShape) });
