import { and, count, desc, eq, gte, inArray, or } from 'drizzle-orm';
import type { WebhookEndpoint, WebhookEventType } from '@/lib/contracts/webhook-endpoints';
import type { CommandContext } from '@/lib/db/command-context';
import { type DeliveryStatus, webhookDeliveries, webhookEndpoints } from '@/lib/db/schema/outgoing';
import { DAY_MS } from '@/lib/time/units';
import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';
import { requireEndpoint } from './endpoint-row';

type HealthContext = Pick<CommandContext, 'db' | 'org' | 'now'>;
type Counts = Partial<Record<DeliveryStatus, number>>;

const HEALTH_DAYS = 7;

/** An organization's endpoints, the newest first. */
export async function listEndpoints(ctx: HealthContext): Promise<WebhookEndpoint[]> {
  const rows = await ctx.db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.organizationId, ctx.org))
    .orderBy(desc(webhookEndpoints.createdAt), desc(webhookEndpoints.id));
  return withHealth(ctx, rows);
}

/** @throws AppError `not_found` */
export async function getEndpoint(ctx: HealthContext, id: string): Promise<WebhookEndpoint> {
  const [endpoint] = await withHealth(ctx, [await requireEndpoint(ctx, id)]);
  if (!endpoint) throw new Error('An endpoint lost its wire.');
  return endpoint;
}

async function withHealth({ db, now }: HealthContext, rows: EndpointRow[]): Promise<WebhookEndpoint[]> {
  if (rows.length === 0) return [];
  const since = new Date(now.getTime() - HEALTH_DAYS * DAY_MS);
  const ids = rows.map(({ id }) => id);
  const counted = await db
    .select({ endpointId: webhookDeliveries.endpointId, status: webhookDeliveries.status, count: count() })
    .from(webhookDeliveries)
    .where(
      and(
        inArray(webhookDeliveries.endpointId, ids),
        or(eq(webhookDeliveries.status, 'waiting'), gte(webhookDeliveries.createdAt, since)),
      ),
    )
    .groupBy(webhookDeliveries.endpointId, webhookDeliveries.status);
  const countsOf = new Map<string, Counts>();
  for (const { endpointId, status, count: number } of counted)
    countsOf.set(endpointId, { ...countsOf.get(endpointId), [status]: number });
  return rows.map((row) => endpointWire(row, countsOf.get(row.id) ?? {}));
}

function endpointWire(row: EndpointRow, counts: Counts): WebhookEndpoint {
  return {
    id: row.id,
    kind: row.kind,
    url: row.url,
    description: row.description,
    event_types: row.eventTypes as WebhookEventType[],
    enabled: row.enabled,
    disabled_reason: row.disabledReason,
    disabled_at: row.disabledAt?.toISOString() ?? null,
    previous_secret_until: row.previousSecretUntil?.toISOString() ?? null,
    health: {
      failing_since: row.failingSince?.toISOString() ?? null,
      last_success_at: row.lastSuccessAt?.toISOString() ?? null,
      last_failure_at: row.lastFailureAt?.toISOString() ?? null,
      waiting: counts.waiting ?? 0,
      delivered: (counts.delivered ?? 0) + (counts.handed_over ?? 0),
      failed: counts.failed ?? 0,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
