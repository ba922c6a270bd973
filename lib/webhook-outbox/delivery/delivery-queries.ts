import { and, asc, desc, eq, gte, lt, type SQL } from 'drizzle-orm';
import type { ListDeliveriesQuery, WebhookDelivery, WebhookDeliveryDetails } from '@/lib/contracts/webhook-deliveries';
import { notFound } from '@/lib/core/errors';
import type { ReadContext } from '@/lib/db/command-context';
import { cutPage, readIdCursor, writeIdCursor } from '@/lib/db/cursor';
import { webhookAttempts, webhookDeliveries, webhookMessages } from '@/lib/db/schema/outgoing';
import { deliveryErrorText } from '@/lib/webhook-outbox/delivery/internal/delivery-error-text';
import type { DeliveryRow, MessageRow } from './transport';

interface DeliveryPage {
  deliveries: WebhookDelivery[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** One page of deliveries, the newest first. @throws AppError `invalid_cursor` */
export async function listDeliveries(ctx: ReadContext, query: ListDeliveriesQuery): Promise<DeliveryPage> {
  const rows = await selectDeliveries(
    ctx,
    and(
      ...filters(query),
      query.cursor === undefined ? undefined : lt(webhookDeliveries.id, readIdCursor(query.cursor, 'dlv')),
    ),
  )
    .orderBy(desc(webhookDeliveries.id))
    .limit(query.limit + 1);
  const { page, last } = cutPage(rows, query.limit);
  return {
    deliveries: page.map(({ delivery, message }) => deliveryWire(delivery, message)),
    nextCursor: last ? writeIdCursor(last.delivery.id) : null,
  };
}

/** @throws AppError `not_found` */
export async function getDelivery(ctx: ReadContext, id: string): Promise<WebhookDelivery> {
  const { delivery, message } = await requireDelivery(ctx, id);
  return deliveryWire(delivery, message);
}

/** With the body and every attempt. @throws AppError `not_found` */
export async function getDeliveryDetails(ctx: ReadContext, id: string): Promise<WebhookDeliveryDetails> {
  const { delivery, message } = await requireDelivery(ctx, id);
  const attempts = await ctx.db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, id))
    .orderBy(asc(webhookAttempts.number));
  return {
    ...deliveryWire(delivery, message),
    body: message.body,
    attempt_log: attempts.map((attempt) => ({
      number: attempt.number,
      started_at: attempt.startedAt.toISOString(),
      finished_at: attempt.finishedAt?.toISOString() ?? null,
      duration_ms: attempt.durationMs,
      status_code: attempt.statusCode,
      error: attempt.error,
      error_text: deliveryErrorText(attempt.error),
      response: attempt.response,
    })),
  };
}

/** @throws AppError `not_found` */
export async function requireDelivery(
  ctx: ReadContext,
  id: string,
): Promise<{ delivery: DeliveryRow; message: MessageRow }> {
  const [row] = await selectDeliveries(ctx, eq(webhookDeliveries.id, id));
  if (!row) throw notFound('delivery');
  return row;
}

function selectDeliveries({ db, org }: ReadContext, which: SQL | undefined) {
  return db
    .select({ delivery: webhookDeliveries, message: webhookMessages })
    .from(webhookDeliveries)
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .where(and(eq(webhookDeliveries.organizationId, org), which));
}

function filters({ endpoint_id, status, event_type, from, to }: ListDeliveriesQuery): (SQL | undefined)[] {
  return [
    endpoint_id === undefined ? undefined : eq(webhookDeliveries.endpointId, endpoint_id),
    status === undefined ? undefined : eq(webhookDeliveries.status, status),
    event_type === undefined ? undefined : eq(webhookMessages.eventType, event_type),
    from === undefined ? undefined : gte(webhookDeliveries.createdAt, new Date(from)),
    to === undefined ? undefined : lt(webhookDeliveries.createdAt, new Date(to)),
  ];
}

function deliveryWire(delivery: DeliveryRow, message: MessageRow): WebhookDelivery {
  return {
    id: delivery.id,
    endpoint_id: delivery.endpointId,
    message_id: message.id,
    event_type: message.eventType,
    booking_id: message.bookingId,
    status: delivery.status,
    attempts: delivery.attempts,
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    last_status_code: delivery.lastStatusCode,
    last_error: delivery.lastError,
    error_text: deliveryErrorText(delivery.lastError),
    occurred_at: message.occurredAt.toISOString(),
    created_at: delivery.createdAt.toISOString(),
    finished_at: delivery.finishedAt?.toISOString() ?? null,
  };
}
