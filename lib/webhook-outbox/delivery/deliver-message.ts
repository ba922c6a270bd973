import type { Job, JobHandler } from '@/lib/jobs/drain';
import { claimDelivery } from '@/lib/webhook-outbox/delivery/internal/claim-delivery';
import { recordAttempt } from '@/lib/webhook-outbox/delivery/internal/record-attempt';
import type { OutboxContext } from '@/lib/webhook-outbox/outbox-context';
import { wakeDeliveries } from './queue-deliveries';

/** Thrown to retry the job: another runner is sending the delivery, or died while sending. */
class DeliveryUnderWay extends Error {
  constructor() {
    super('Another runner is sending this delivery.');
    this.name = 'DeliveryUnderWay';
  }
}

/**
 * Makes one attempt of a delivery: claims it, sends, records. The row decides whether it is due, so a job that runs twice
 * sends once. If the runner died between sending and recording, it is sent again under the same message id.
 */
export function deliverMessage(context: OutboxContext): JobHandler {
  return async (job) => {
    const deliveryId = String(job.payload.deliveryId);
    const claim = await claimDelivery(context, deliveryId);
    if (claim === 'under_way') throw new DeliveryUnderWay();
    if (claim === 'crowded') return postpone(context, job, deliveryId);
    if (claim === null) return;
    const began = context.clock.elapsed();
    const result = await context.transports[claim.endpoint.kind]({ ...claim, now: context.clock.now() });
    await recordAttempt(context, claim, result, Math.round(context.clock.elapsed() - began));
  };
}

const CROWDED_MS = 20_000;

async function postpone({ db, clock, ids }: OutboxContext, job: Job, deliveryId: string): Promise<void> {
  if (!job.organizationId) return;
  const now = clock.now();
  const later = new Date(now.getTime() + CROWDED_MS);
  await wakeDeliveries(db, { ids, now }, job.organizationId, [deliveryId], later);
}
