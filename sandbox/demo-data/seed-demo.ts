import { notInArray } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { organizations } from '@/lib/db/schema/orgs';
import { hashPassword } from '@/lib/security/password';
import { demoOrganizations, demoPassword } from './demo-organizations';
import { seedBookings } from './seed-bookings';
import { seedFunnel } from './seed-funnel';
import { seedLeads } from './seed-leads';
import { seedMeetings } from './seed-meetings';
import { seedOrganization } from './seed-organization';

interface SeedCounts {
  organizations: number;
  bookings: number;
}

/** The database serves somebody else: accounts with a known password do not belong there. */
export class NotADemoDatabase extends Error {
  constructor(slugs: string[]) {
    super(
      `This database holds other organizations (${slugs.slice(0, 3).join(', ')}) and none of the demo's. The demo's accounts have a known password, so they are not added here.`,
    );
    this.name = 'NotADemoDatabase';
  }
}

/**
 * Puts the demo's organizations, people and calendar into a migrated database. Running it again at the same time
 * changes nothing; later it adds what has come nearer since.
 * @throws NotADemoDatabase for a database in which only others live
 */
export async function seedDemo(db: Database, now: Date): Promise<SeedCounts> {
  await refuseForeignDatabase(db);
  let hash: Promise<string> | undefined;
  const passwordHash = () => {
    hash ??= hashPassword(demoPassword);
    return hash;
  };
  const counts: SeedCounts = { organizations: 0, bookings: 0 };
  for (const [place, demo] of demoOrganizations.entries()) {
    // One after the other: what the environment sets is the first organization's.
    const openedAt = new Date(now.getTime() - (demoOrganizations.length - place) * 1_000);
    if (await seedOrganization(db, demo, passwordHash, openedAt)) counts.organizations += 1;
    counts.bookings += await seedBookings(db, demo, now);
    await seedLeads(db, demo.slug, now);
    counts.bookings += await seedMeetings(db, demo.slug, now);
    // Last: it counts what the others have made.
    await seedFunnel(db, demo.slug, now);
  }
  return counts;
}

async function refuseForeignDatabase(db: Database): Promise<void> {
  const ours = demoOrganizations.map(({ slug }) => slug);
  const others = await db
    .select({ slug: organizations.slug })
    .from(organizations)
    .where(notInArray(organizations.slug, ours))
    .limit(4);
  if (others.length === 0) return;
  const all = await db.select({ slug: organizations.slug }).from(organizations);
  if (!all.some(({ slug }) => ours.includes(slug))) throw new NotADemoDatabase(others.map(({ slug }) => slug));
}
