import { z } from 'zod';
import { instant } from './shared';

export const deliveryStatuses = ['waiting', 'delivered', 'handed_over', 'failed'] as const;

const id = z.string().min(1).max(64);

const webhookDelivery = z.object({
  id: z.string(),
  endpoint_id: z.string(),
  /** The `webhook-id` header: the same for every attempt and replay. */
  message_id: z.string(),
  event_type: z.string(),
  booking_id: z.string().nullable(),
  status: z.enum(deliveryStatuses),
  attempts: z.int(),
  next_attempt_at: instant.nullable(),
  last_status_code: z.int().nullable(),
  /** Code of the last failure. */
  last_error: z.string().nullable(),
  /** The same as a sentence. */
  error_text: z.string().nullable(),
  occurred_at: instant,
  created_at: instant,
  finished_at: instant.nullable(),
});

const webhookAttempt = z.object({
  number: z.int(),
  started_at: instant,
  /** Null: the result is unknown. */
  finished_at: instant.nullable(),
  duration_ms: z.int().nullable(),
  status_code: z.int().nullable(),
  error: z.string().nullable(),
  error_text: z.string().nullable(),
  /** The beginning of the response body. */
  response: z.string().nullable(),
});

export const listDeliveriesQuery = z.object({
  endpoint_id: id.optional(),
  status: z.enum(deliveryStatuses).optional(),
  event_type: z.string().min(1).max(64).optional(),
  /** Created at or after this time. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Created before this time. */
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `next_cursor` of the page before. */
  cursor: z.string().min(1).max(200).optional(),
});

export const listDeliveriesResponse = z.object({
  success: z.literal(true),
  /** Newest first. */
  webhook_deliveries: z.array(webhookDelivery),
  next_cursor: z.string().nullable(),
});

export const deliveryResponse = z.object({
  success: z.literal(true),
  webhook_delivery: webhookDelivery.extend({
    /** The body as sent, to the byte. */
    body: z.string(),
    /** Oldest first. */
    attempt_log: z.array(webhookAttempt),
  }),
});

export const replayedDeliveryResponse = z.object({ success: z.literal(true), webhook_delivery: webhookDelivery });

export const replayRangeBody = z
  .object({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    /** Skips what was delivered. */
    only_failed: z.boolean().default(false),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    error: 'Choose an end after the start.',
    path: ['to'],
  });

export const replayRangeResponse = z.object({ success: z.literal(true), queued: z.int() });

export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export type WebhookDeliveryDetails = z.infer<typeof deliveryResponse>['webhook_delivery'];
export type ListDeliveriesQuery = z.output<typeof listDeliveriesQuery>;
export type ReplayRangeBody = z.output<typeof replayRangeBody>;
