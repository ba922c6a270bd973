import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { listOrganizationsOf } from '@/lib/orgs/members/member-queries';
import { findHolder } from './open-session';
import { permissionsHeld } from './permissions';
import { type Entitlements, featuresOf } from './plans';
import { requireUser } from './require-user';

/** The person behind a request, the organization, and all that may be done there. */
export async function describeHolder(ctx: CommandContext, entitlements: Entitlements) {
  const userId = requireUser(ctx.actor);
  const [holder, organizations] = await Promise.all([
    findHolder(ctx.db, userId, ctx.org),
    listOrganizationsOf(ctx.db, userId),
  ]);
  // The membership can end between the check of the credential and here.
  if (!holder) throw notFound('organization');
  return { ...holder, organizations, permissions: permissionsHeld(ctx.actor), features: featuresOf(entitlements) };
}
