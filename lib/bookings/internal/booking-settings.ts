import { eq } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { callSettings } from '@/lib/db/schema/calls';
import { organizations } from '@/lib/db/schema/orgs';

/** What an organization has decided about its bookings. */
export async function bookingSettings({ db, org }: Pick<CommandContext, 'db' | 'org'>) {
  const [row] = await db
    .select({
      timeZone: organizations.timeZone,
      defaultDuration: organizations.defaultBookingDuration,
      callingHours: callSettings.callingHours,
      operatorLine: callSettings.operatorLine,
    })
    .from(organizations)
    .innerJoin(callSettings, eq(callSettings.organizationId, organizations.id))
    .where(eq(organizations.id, org));
  if (!row) throw new Error('An organization has no call settings.');
  return row;
}

export type BookingSettings = Awaited<ReturnType<typeof bookingSettings>>;
