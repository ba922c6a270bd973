import { createPostSigned } from '@/lib/webhook-outbox/delivery/post-signed';
import type { OutboxContext } from '@/lib/webhook-outbox/outbox-context';
import { createHubSpot } from '@/lib/webhook-outbox/providers/hubspot/adapter';
import { createSalesforce } from '@/lib/webhook-outbox/providers/salesforce/adapter';
import { createHostedDelivery, type HostedDelivery } from '@/lib/webhook-outbox/providers/svix/hosted-delivery';
import type { Deps } from './deps';

/** The hosted service, where it delivers in our place. */
export function hostedDelivery({ db, encryption, config, svixServerUrl }: Deps): HostedDelivery | null {
  const token = config.outgoing.svixToken;
  return token ? createHostedDelivery({ token, db, encryption, serverUrl: svixServerUrl }) : null;
}

/** The outgoing events' view of the dependencies. */
export function outboxContext(deps: Deps): OutboxContext {
  const { db, clock, ids, logger, encryption, egress, config } = deps;
  const { hubspotApiUrl, salesforceLoginUrl } = config.outgoing;
  return {
    db,
    clock,
    ids,
    logger,
    encryption,
    transports: {
      standard: hostedDelivery(deps)?.deliver ?? createPostSigned({ egress, encryption }),
      hubspot: createHubSpot({ db, ids, encryption, baseUrl: hubspotApiUrl }),
      salesforce: createSalesforce({ db, ids, encryption, loginUrl: salesforceLoginUrl }),
    },
  };
}
