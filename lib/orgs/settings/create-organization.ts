import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { callSettings, voiceConfigs } from '@/lib/db/schema/calls';
import { organizations, users } from '@/lib/db/schema/orgs';
import type { Plan } from '@/lib/orgs/access/plans';
import { addMember } from '@/lib/orgs/members/add-member';
import { normalizedEmail } from '@/lib/orgs/members/email-address';

export interface NewOrganization {
  /** Lower case letters, digits and dashes; unique. */
  slug: string;
  name: string;
  plan?: Plan;
  addOns?: string[];
  flags?: string[];
  /** IANA; UTC unless told. */
  timeZone?: string;
  owner: { email: string; name: string; passwordHash: string };
}

/**
 * Opens an organization with its settings at their safe defaults and its first owner. A user with the owner's address
 * becomes the owner as they are, with the password that they have.
 */
export async function createOrganization(
  tools: { db: Database; ids: IdSource; now: Date },
  input: NewOrganization,
): Promise<{ organizationId: string; ownerId: string }> {
  const { db, ids, now } = tools;
  return db.transaction(async (tx) => {
    const { owner, timeZone = 'UTC' } = input;
    const organizationId = ids.make('organization');
    await tx.insert(organizations).values({
      id: organizationId,
      slug: input.slug,
      name: input.name,
      plan: input.plan ?? 'free',
      addOns: input.addOns ?? [],
      flags: input.flags ?? [],
      timeZone,
      createdAt: now,
    });
    await tx.insert(callSettings).values({ organizationId });
    await tx.insert(voiceConfigs).values({ organizationId });
    const email = normalizedEmail(owner.email);
    const [user] = await tx
      .insert(users)
      .values({ id: ids.make('user'), email, name: owner.name, passwordHash: owner.passwordHash, createdAt: now })
      // Writes the address over itself, so that the row of a known user is returned as well.
      .onConflictDoUpdate({ target: users.email, set: { email } })
      .returning({ id: users.id, name: users.name, email: users.email });
    if (!user) throw new Error('An upsert returned no row.');
    await addMember({ db: tx, ids, now }, { organizationId, user, role: 'owner', timeZone });
    return { organizationId, ownerId: user.id };
  });
}
