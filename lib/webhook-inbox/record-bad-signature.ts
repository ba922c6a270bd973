import { providerTitle } from '@/lib/contracts/provider-titles';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { Kv } from '@/lib/kv/port';
import type { Logger } from '@/lib/log/logger';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';
import { firstOrganization } from '@/lib/orgs/settings/first-organization';
import { badSignatures } from './policy';

interface Alarm {
  db: Database;
  kv: Kv;
  ids: IdSource;
  logger: Logger;
  now: Date;
}

/** Whose address was posted to: a connection's, or with null the installation's own. */
export type AddressOwner = { id: string; organizationId: string } | null;

/**
 * Counts a delivery whose signature is wrong. Where they repeat, the admins of the organization that the address belongs
 * to are told, once per window; of the installation's own addresses, those of its first organization.
 * @returns how many there were in the window
 */
export async function recordBadSignature(
  { db, kv, ids, logger, now }: Alarm,
  provider: string,
  owner: AddressOwner,
): Promise<number> {
  const { alarmAt, windowSeconds } = badSignatures;
  const count = await kv.increment(`bad-signatures:${provider}:${owner?.id ?? 'plain'}`, windowSeconds);
  if (count !== alarmAt) return count;
  const organizationId = owner?.organizationId ?? (await firstOrganization(db));
  logger.error('webhook alarm', { provider, why: 'bad_signatures', org: organizationId ?? undefined });
  const title = providerTitle(provider);
  if (organizationId !== null)
    await notifyAdmins(db, { ids, now }, organizationId, {
      kind: 'webhook_signatures',
      message: `${title}: ${count} deliveries with an invalid signature in ${windowSeconds / 60} minutes. All were rejected. Check the signing secret at ${title}; if it is right, someone is probing the address.`,
    });
  return count;
}
