import { asc, eq } from 'drizzle-orm';
import { type Person, writeAttendees } from '@/lib/bookings/attendees';
import { recordEvent } from '@/lib/bookings/record-events';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { campaigns, leads } from '@/lib/db/schema/leads';
import { enqueue } from '@/lib/jobs/enqueue';
import { leadKeys } from '@/lib/leads/internal/lead-keys';
import { LEADS_ARRIVED } from '@/lib/leads/job-names';
import { drainDueJobs } from '@/lib/wiring/jobs';
import type { World } from './world';

type AnyWorld = Pick<World, 'deps' | 'db'>;

const booker = { kind: 'provider', name: 'calcom' } as const;

/** A campaign without a client. */
export async function makeCampaign({ db, deps }: AnyWorld, organizationId: string, name = 'Spring'): Promise<string> {
  const id = deps.ids.make('campaign');
  const now = deps.clock.now();
  await db.insert(campaigns).values({ id, organizationId, name, source: 'csv', createdAt: now, updatedAt: now });
  return id;
}

/** A lead who was written to a day ago, and the job that its arrival queues. */
export async function makeLead(
  { db, deps }: AnyWorld,
  campaign: { organizationId: string; campaignId: string },
  fields: Partial<typeof leads.$inferInsert> & { email: string },
): Promise<string> {
  const id = fields.id ?? deps.ids.make('lead');
  const now = deps.clock.now();
  const { email, firstName = null, lastName = null, company = null } = fields;
  await db.transaction(async (tx) => {
    await tx.insert(leads).values({
      ...leadKeys({ email, firstName, lastName, company }),
      sentAt: new Date(now.getTime() - 86_400_000),
      createdAt: now,
      updatedAt: now,
      ...campaign,
      ...fields,
      id,
    });
    await enqueue(
      tx,
      { ids: deps.ids, now },
      {
        name: LEADS_ARRIVED,
        key: id,
        organizationId: campaign.organizationId,
        payload: { leadIds: [id] },
        runAt: now,
      },
    );
  });
  return id;
}

/** A meeting of these people, at the provider, made now and held tomorrow unless told. */
export async function makeMeeting(
  { db, deps }: AnyWorld,
  organizationId: string,
  people: readonly (Partial<Person> & { name: string })[],
  changes: Partial<typeof bookings.$inferInsert> = {},
): Promise<string> {
  const id = deps.ids.make('booking');
  const now = deps.clock.now();
  const start = new Date(now.getTime() + 86_400_000);
  const persons = people.map((person): Person => ({ email: null, phone: null, timezone: null, ...person }));
  const [first, ...others] = persons;
  if (!first) throw new Error('A meeting needs somebody.');
  await db.transaction(async (tx) => {
    await tx.insert(bookings).values({
      id,
      organizationId,
      source: 'calcom',
      fulfilment: 'meeting',
      title: 'Demo',
      startTime: start,
      endTime: new Date(start.getTime() + 1_800_000),
      durationMinutes: 30,
      attendeeName: first.name,
      attendeeEmail: first.email,
      dueAt: start,
      createdAt: now,
      updatedAt: now,
      ...changes,
    });
    await writeAttendees(tx, { ids: deps.ids, now }, { id, organizationId }, [first, ...others]);
    await recordEvent(tx, { actor: booker, ids: deps.ids, now }, { organizationId, bookingId: id, kind: 'created' });
  });
  return id;
}

/** Cancels a meeting as its provider would report it. */
export async function cancelMeeting({ db, deps }: AnyWorld, bookingId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(bookings)
      .set({ status: 'cancelled', statusReason: 'cancelled_at_provider' })
      .where(eq(bookings.id, bookingId))
      .returning({ organizationId: bookings.organizationId });
    if (!row) throw new Error('There is no such booking.');
    const happening = { organizationId: row.organizationId, bookingId, kind: 'cancelled' };
    await recordEvent(tx, { actor: booker, ids: deps.ids, now: deps.clock.now() }, happening);
  });
}

/** Does all the queued work. */
export async function doQueuedWork({ deps }: AnyWorld): Promise<void> {
  const { failed, dead } = await drainDueJobs(deps, 60_000);
  if (failed + dead > 0) throw new Error('Queued work failed.');
}

/** The people of a booking, its own attendee first. */
export function peopleOf({ db }: AnyWorld, bookingId: string): Promise<(typeof attendees.$inferSelect)[]> {
  return db.select().from(attendees).where(eq(attendees.bookingId, bookingId)).orderBy(asc(attendees.position));
}

export async function leadRow({ db }: AnyWorld, id: string): Promise<typeof leads.$inferSelect> {
  const [row] = await db.select().from(leads).where(eq(leads.id, id));
  if (!row) throw new Error('There is no such lead.');
  return row;
}
