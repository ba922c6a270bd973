import { and, eq, gt, isNull } from 'drizzle-orm';
import { type Actor, type OrgId, trustedOrgId } from '@/lib/core/context';
import type { Database } from '@/lib/db/client';
import { apiKeys, memberships, organizations, sessions } from '@/lib/db/schema/orgs';
import { sha256 } from '@/lib/security/digest';
import type { Entitlements } from './plans';

/** Who a verified credential belongs to, and on whose behalf. */
export interface Identity {
  org: OrgId;
  actor: Actor;
  entitlements: Entitlements;
  /** Null for an API key. */
  sessionId: string | null;
}

const entitlementColumns = { plan: organizations.plan, addOns: organizations.addOns, flags: organizations.flags };

/** The member behind a live session, with the role that holds now; null when it was revoked, expired, or the membership ended. */
export async function identifySession(db: Database, sessionId: string, now: Date): Promise<Identity | null> {
  const [row] = await db
    .select({ org: sessions.organizationId, userId: sessions.userId, role: memberships.role, ...entitlementColumns })
    .from(sessions)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.organizationId, sessions.organizationId)),
    )
    .innerJoin(organizations, eq(organizations.id, sessions.organizationId))
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
  if (!row) return null;
  const { org, userId, role, ...entitlements } = row;
  return { org: trustedOrgId(org), actor: { kind: 'user', userId, role }, entitlements, sessionId };
}

/** A key's `last_used_at` is as old as this at most; a write for every request would cost more than it tells. */
const USE_NOTED_EVERY_MS = 60_000;

/** The key's maker, limited to the key's scopes; null when it is unknown, revoked, or its maker has left. */
export async function identifyApiKey(db: Database, key: string, now: Date): Promise<Identity | null> {
  const [row] = await db
    .select({
      keyId: apiKeys.id,
      org: apiKeys.organizationId,
      userId: apiKeys.createdBy,
      scopes: apiKeys.scopes,
      lastUsedAt: apiKeys.lastUsedAt,
      role: memberships.role,
      ...entitlementColumns,
    })
    .from(apiKeys)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, apiKeys.createdBy), eq(memberships.organizationId, apiKeys.organizationId)),
    )
    .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .where(and(eq(apiKeys.keyHash, sha256(key)), isNull(apiKeys.revokedAt)));
  if (!row) return null;
  const { keyId, org, userId, scopes, lastUsedAt, role, ...entitlements } = row;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > USE_NOTED_EVERY_MS)
    await db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, keyId));
  return {
    org: trustedOrgId(org),
    actor: { kind: 'apiKey', keyId, userId, role, scopes },
    entitlements,
    sessionId: null,
  };
}
