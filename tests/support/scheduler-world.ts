import { eq } from 'drizzle-orm';
import type { SchedulerContext } from '@/lib/calls/scheduler/scheduler-context';
import type { Clock } from '@/lib/core/clock';
import { bookings } from '@/lib/db/schema/bookings';
import { callSettings, calls } from '@/lib/db/schema/calls';
import { schedulerContext } from '@/lib/wiring/scheduler';
import { makeMember, makeOrganization, type TestMember } from './factories';
import { type ScriptedCarrier, scriptedCarrier } from './scripted-carrier';
import type { World } from './world';

/** A scripted carrier and an organization that may call at any hour. */
export interface SchedulerWorld {
  carrier: ScriptedCarrier;
  context: SchedulerContext;
  organizationId: string;
  operator: TestMember;
}

let serial = 0;

/** An organization without calling hours and with one operator who has a phone. */
export async function schedulerWorld(
  world: World<Clock>,
  settings: Partial<typeof callSettings.$inferInsert> = {},
): Promise<SchedulerWorld> {
  const carrier = scriptedCarrier(() => world.clock.now());
  const { organizationId, operator } = await callingOrganization(world, settings);
  const context = { ...schedulerContext(world.deps), carrier, spaceCallsPerSecond: 100_000 };
  return { carrier, context, organizationId, operator };
}

/** Another organization that may call at any hour, with its operator. */
export async function callingOrganization(
  world: World<Clock>,
  settings: Partial<typeof callSettings.$inferInsert> = {},
) {
  const { organization } = await makeOrganization(world);
  await world.db
    .update(callSettings)
    .set({ callingHours: { enabled: false, start: '08:00', end: '21:00', days: [1] }, ...settings })
    .where(eq(callSettings.organizationId, organization.id));
  const operator = await makeMember(world, organization, 'operator', { phone: nextPhone() });
  return { organizationId: organization.id, operator };
}

function nextPhone(): string {
  serial += 1;
  return `+1202555${String(serial).padStart(4, '0')}`;
}

/** Inserts a pending booking of the operator. */
export async function pendingBooking(
  world: World<Clock>,
  scene: { organizationId: string; operator: TestMember },
  startTime: Date,
  changes: Partial<typeof bookings.$inferInsert> = {},
): Promise<string> {
  const row = pendingRow(world, scene, startTime, changes);
  await world.db.insert(bookings).values(row);
  return row.id;
}

/** Inserts `count` pending bookings at one time, all for the organization's fallback line. */
export async function pendingBookings(
  world: World<Clock>,
  scene: { organizationId: string; operator: TestMember },
  count: number,
  startTime: Date,
): Promise<string[]> {
  const { organizationId } = scene;
  await world.db
    .update(callSettings)
    .set({ operatorLine: '+12025559000' })
    .where(eq(callSettings.organizationId, organizationId));
  const ofNobody = { staffId: null, userId: null };
  const rows = Array.from({ length: count }, () => pendingRow(world, scene, startTime, ofNobody));
  await world.db.insert(bookings).values(rows);
  return rows.map(({ id }) => id);
}

function pendingRow(
  world: World<Clock>,
  { organizationId, operator }: { organizationId: string; operator: TestMember },
  startTime: Date,
  changes: Partial<typeof bookings.$inferInsert>,
) {
  const now = world.clock.now();
  return {
    id: world.deps.ids.make('booking'),
    organizationId,
    userId: operator.id,
    staffId: operator.staffId,
    source: 'dashboard' as const,
    title: 'Follow-up',
    startTime,
    endTime: new Date(startTime.getTime() + 60_000),
    durationMinutes: 1,
    attendeeName: 'Ada',
    attendeePhone: nextPhone(),
    dueAt: startTime,
    createdAt: now,
    updatedAt: now,
    ...changes,
  };
}

export async function bookingNow(world: World<Clock>, id: string) {
  const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
  if (!row) throw new Error('no such booking');
  return row;
}

export async function attemptsOf(world: World<Clock>, bookingId: string) {
  return world.db.select().from(calls).where(eq(calls.bookingId, bookingId)).orderBy(calls.attempt);
}
