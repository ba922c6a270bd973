import { AppError } from '@/lib/core/errors';
import type { Identity } from '@/lib/orgs/access/identify';
import { isAllowed, type Permission } from '@/lib/orgs/access/permissions';
import { type Feature, features, hasFeature, plansWith } from '@/lib/orgs/access/plans';

/** @throws AppError `forbidden` */
export function requirePermission(identity: Identity, permission: Permission): void {
  if (!isAllowed(identity.actor, permission))
    throw new AppError('forbidden', `Your role or API key does not include ${permission}.`, {
      extra: { permission },
    });
}

/** @throws AppError `plan_required`, with the plans that would do */
export function requireFeature(identity: Identity, feature: Feature): void {
  if (hasFeature(identity.entitlements, feature)) return;
  const { title } = features[feature];
  const wanted = plansWith(feature);
  throw new AppError('plan_required', `Upgrade to the ${wanted[0]} plan to use ${title}.`, {
    extra: { feature, plan: identity.entitlements.plan, upgrade_to: wanted },
  });
}
