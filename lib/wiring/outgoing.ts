import type { OutgoingContext } from '@/lib/webhooks/outgoing-context';
import { createPostSigned } from '@/lib/webhooks/post-signed';
import type { Deps } from './deps';

/** The outgoing events' view of the dependencies. */
export function outgoingContext({ db, clock, ids, logger, encryption, egress }: Deps): OutgoingContext {
  const standard = createPostSigned({ egress, encryption });
  return { db, clock, ids, logger, encryption, transports: { standard, hubspot: standard, salesforce: standard } };
}
