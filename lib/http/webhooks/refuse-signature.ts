import { AppError } from '@/lib/core/errors';
import type { RequestScope } from '@/lib/http/request-scope';
import { type AddressOwner, recordBadSignature } from '@/lib/webhook-inbox/record-bad-signature';

/** Refuses a delivery that does not come from its provider, and counts it. @throws AppError `bad_signature`, always */
export async function refuseSignature(
  { deps, now, requestId }: RequestScope,
  provider: string,
  owner: AddressOwner,
): Promise<never> {
  deps.logger.warn(`${provider}_webhook_rejected`, { requestId, reason: 'bad_signature' });
  await recordBadSignature({ ...deps, now }, provider, owner);
  throw new AppError('bad_signature', 'The signature does not match the request.');
}
