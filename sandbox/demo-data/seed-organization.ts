import { and, eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { agents, connections } from '@/lib/db/schema/calendars';
import { callSettings, voiceConfigs } from '@/lib/db/schema/calls';
import { organizations, services, staff, users } from '@/lib/db/schema/orgs';
import { addMember } from '@/lib/orgs/members/add-member';
import { createOrganization } from '@/lib/orgs/settings/create-organization';
import { demoId, demoIds } from './demo-ids';
import { type DemoMember, type DemoOrganization, demoPrompts } from './demo-organizations';

/**
 * Opens one of the demo's organizations, unless it is there: then it is left as people have changed it.
 * @returns whether it was opened
 */
export async function seedOrganization(
  db: Database,
  demo: DemoOrganization,
  passwordHash: () => Promise<string>,
  now: Date,
): Promise<boolean> {
  const [there] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.slug, demo.slug));
  if (there) return false;
  const hash = await passwordHash();
  await db.transaction(async (tx) => {
    const [owner, ...others] = demo.members;
    const { organizationId, ownerId } = await createOrganization(
      { db: tx, ids: demoIds(demo.slug), now },
      { ...demo, owner: { email: owner.email, name: owner.name, passwordHash: hash } },
    );
    await setPhone(tx, organizationId, ownerId, owner);
    for (const member of others) {
      const user = { id: demoId('user', member.email), email: member.email, name: member.name };
      await tx.insert(users).values({ ...user, passwordHash: hash, createdAt: now });
      const { role } = member;
      await addMember(
        { db: tx, ids: demoIds(member.email), now },
        { organizationId, user, role, timeZone: demo.timeZone },
      );
      await setPhone(tx, organizationId, user.id, member);
    }
    await tx.insert(services).values(
      demo.services.map((service) => ({
        ...service,
        id: demoId('service', `${demo.slug} ${service.slug}`),
        organizationId,
        createdAt: now,
      })),
    );
    if (demo.widgetKey) await seedCalendar(tx, demo.widgetKey, { organizationId, slug: demo.slug, now });
    await tx
      .update(callSettings)
      .set({
        operatorLine: demo.operatorLine,
        // A demonstration has to work at any hour of the day.
        callingHours: { enabled: false, start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] },
      })
      .where(eq(callSettings.organizationId, organizationId));
    await tx
      .update(voiceConfigs)
      .set({ confirmationPrompts: demoPrompts })
      .where(eq(voiceConfigs.organizationId, organizationId));
  });
  return true;
}

/** The calendar that needs no account, and an agent that offers it. */
async function seedCalendar(
  tx: Database,
  widgetKey: string,
  { organizationId, slug, now }: { organizationId: string; slug: string; now: Date },
): Promise<void> {
  await tx.insert(connections).values({
    id: demoId('connection', slug),
    organizationId,
    provider: 'sandbox',
    accountId: 'sandbox',
    accountLabel: 'Sandbox calendar',
    isDefault: true,
    createdAt: now,
    updatedAt: now,
  });
  await tx
    .insert(agents)
    .values({ id: demoId('agent', slug), organizationId, name: 'Website assistant', widgetKey, createdAt: now });
}

async function setPhone(db: Database, organizationId: string, userId: string, { phone }: DemoMember): Promise<void> {
  await db
    .update(staff)
    .set({ phone, active: phone !== null })
    .where(and(eq(staff.organizationId, organizationId), eq(staff.userId, userId)));
}
