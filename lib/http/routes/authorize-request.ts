import type { RequestScope } from '@/lib/http/request-scope';
import { authenticate } from '@/lib/http/session/authenticate';
import type { Identity } from '@/lib/orgs/access/identify';
import type { Permission } from '@/lib/orgs/access/permissions';
import type { Feature } from '@/lib/orgs/access/plans';
import { requireFeature, requirePermission } from './authorize';
import { ORDINARY_RATE, type RateRule, requireRate } from './rate-limit';

/** Who may use a member's route, and how often. */
export interface AuthorizedRequest {
  /** Null: any member, whatever the role. */
  permission: Permission | null;
  feature?: Feature;
  rate?: RateRule;
}

/**
 * Lets a member in: authenticate, permission, plan, rate, in this order.
 * @throws AppError `unauthenticated`, `cross_origin`, `forbidden`, `plan_required`, `rate_limited`
 */
export async function authorizeRequest(
  request: Request,
  admission: AuthorizedRequest,
  scope: RequestScope,
): Promise<Identity> {
  const { deps, now } = scope;
  const identity = await authenticate(request, now, deps);
  Object.assign(scope.log, { org: identity.org, actor: identity.actor.kind });
  if (admission.permission) requirePermission(identity, admission.permission);
  if (admission.feature) requireFeature(identity, admission.feature);
  await requireRate(deps.kv, admission.rate ?? ORDINARY_RATE, callerOf(identity), now);
  return identity;
}

function callerOf({ org, actor }: Identity): string {
  return `${org}:${actor.kind === 'apiKey' ? actor.keyId : actor.kind === 'user' ? actor.userId : actor.kind}`;
}
