import { and, eq, inArray, like } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { POST as calendlyWebhook } from '@/app/api/webhooks/calendly/[connection]/route';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { jobs } from '@/lib/db/schema/jobs';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { signatureHeader } from '@/sandbox/calendly/deliveries';
import { arrivals, calcomStories, calendlyStories, type Story } from '@/tests/support/booking-stories';
import { type CalcomAccount, calcomAccount, sharedCalcomStage } from '@/tests/support/calcom-stage';
import { eventually } from '@/tests/support/eventually';
import { propertyRuns } from '@/tests/support/property-runs';

const stage = sharedCalcomStage();
let account: CalcomAccount;
let calendlyId: string;
const key = 'whsec_test';
let serial = 0;
const name = () => {
  serial += 1;
  return `story${serial}`;
};

beforeAll(async () => {
  account = await calcomAccount(stage);
  const { ids, encryption } = stage.world.deps;
  calendlyId = ids.make('connection');
  const now = stage.world.clock.now();
  await stage.world.db.insert(connections).values({
    id: calendlyId,
    organizationId: account.ctx.org,
    provider: 'calendly',
    accountId: 'https://api.calendly.com/users/dana',
    accountLabel: 'dana@example.test',
    credentials: sealCredentials(encryption, calendlyId, {}),
    subscription: {
      id: 'sub',
      secret: sealCredentials(encryption, calendlyId, { secret: key }),
      checkedAt: now.toISOString(),
      state: 'active',
    },
    createdAt: now,
    updatedAt: now,
  });
  stage.served.handlers.set(`/api/webhooks/calendly/${calendlyId}`, calendlyWebhook);
});

async function postCalendly(body: object): Promise<number> {
  const text = JSON.stringify(body);
  const t = Math.floor(stage.world.clock.now().getTime() / 1000);
  const answer = await fetch(`${stage.served.url}/api/webhooks/calendly/${calendlyId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'calendly-webhook-signature': signatureHeader(key, t, text) },
    body: text,
  });
  return answer.status;
}

const postCalcom = async (body: object) => (await account.post(body)).status;
const calcom = { post: postCalcom, connectionId: () => account.connectionId };
const calendly = { post: postCalendly, connectionId: () => calendlyId };
const providers = [
  {
    told: 'Cal.com of meetings to come',
    stories: calcomStories(name),
    ...calcom,
    runs: propertyRuns(25),
    atOnce: propertyRuns(12),
  },
  {
    told: 'Cal.com of meetings that were held',
    stories: calcomStories(name, 'held'),
    ...calcom,
    runs: propertyRuns(15),
    atOnce: propertyRuns(8),
  },
  {
    told: 'Calendly of meetings to come',
    stories: calendlyStories(name),
    ...calendly,
    runs: propertyRuns(25),
    atOnce: propertyRuns(12),
  },
  {
    told: 'Calendly of meetings that were held',
    stories: calendlyStories(name, 'held'),
    ...calendly,
    runs: propertyRuns(15),
    atOnce: propertyRuns(8),
  },
];

describe.each(providers)('deliveries of $told', ({ stories, post, connectionId, runs, atOnce }) => {
  /** Tells again what had to wait for something else, as the provider does until it is taken. */
  async function insist(bodies: readonly object[]): Promise<void> {
    let left = bodies;
    for (let tries = 0; left.length > 0; tries += 1) {
      expect(tries).toBeLessThan(5);
      const waiting: object[] = [];
      for (const body of left) if (!isTaken(await post(body))) waiting.push(body);
      left = waiting;
    }
  }

  /** Taken, or kept to wait for what it tells of. */
  function isTaken(status: number): boolean {
    expect([200, 202]).toContain(status);
    return status === 200;
  }

  /** Does all that deliveries have left to be done. */
  async function quiet(): Promise<void> {
    const { db, deps } = stage.world;
    await stage.world.settle();
    await eventually('nothing is left to be done', async () => {
      await drainDueJobs(deps, 10_000);
      return (await db.$count(jobs, inArray(jobs.status, ['waiting', 'running']))) === 0;
    });
  }

  /** How the organization's bookings stand that a story's ids are tied to. */
  async function standing(story: Story) {
    const { db } = stage.world;
    const prefix = /story\d+/.exec(story.end.uid)?.[0] ?? '';
    const known = await db
      .select()
      .from(externalBookings)
      .where(and(eq(externalBookings.connectionId, connectionId()), like(externalBookings.externalId, `%${prefix}%`)));
    const mine = known.filter(({ externalId }) => externalId.match(/story\d+/)?.[0] === prefix);
    const ids = [...new Set(mine.map(({ bookingId }) => bookingId))].filter((id) => id !== null);
    expect(ids).toHaveLength(1);
    const rows = await db.select().from(bookings).where(inArray(bookings.id, ids));
    const people = await db
      .select()
      .from(attendees)
      .where(inArray(attendees.bookingId, ids))
      .orderBy(attendees.position);
    return { rows, people };
  }

  async function check(story: Story) {
    const { rows, people } = await standing(story);
    const [row] = rows;
    const live = story.end.status !== 'cancelled';
    expect(row?.status).toBe(story.end.status);
    expect(row?.externalId).toBe(live ? story.end.uid : null);
    expect(row?.startTime.toISOString()).toBe(story.end.start);
    expect(row?.durationMinutes).toBe(story.end.minutes);
    expect(row?.endTime.getTime()).toBe(Date.parse(story.end.start) + story.end.minutes * 60_000);
    if (live) expect(row?.statusReason).toBe(story.end.statusReason);
    expect(people.map(({ email }) => email)).toEqual(story.end.emails);
    if (live) expect(people.map(({ showedUp }) => showedUp)).toEqual(story.end.showedUp);
  }

  const arriving = stories.chain((story) => arrivals(story.bodies.length).map((order) => ({ story, order })));

  it(`make the same one booking in every order, repeated and one by one (${runs} cases)`, {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(arriving, async ({ story, order }) => {
        const waiting: object[] = [];
        for (const i of order) {
          const body = story.bodies[i] ?? {};
          if (!isTaken(await post(body))) waiting.push(body);
        }
        await insist(waiting);
        await quiet();
        await check(story);
      }),
      { numRuns: runs },
    );
    await stage.world.settle();
  });

  it(`make the same one booking when all arrive at once (${atOnce} cases)`, { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arriving, async ({ story, order }) => {
        const bodies = order.map((i) => story.bodies[i] ?? {});
        const taken = await Promise.all(bodies.map(async (body) => isTaken(await post(body))));
        await insist(bodies.filter((_, i) => !taken[i]));
        await quiet();
        await check(story);
      }),
      { numRuns: atOnce },
    );
    await stage.world.settle();
    const unsettled = await stage.world.db
      .select({ kind: webhookEvents.kind, error: webhookEvents.error })
      .from(webhookEvents)
      .where(inArray(webhookEvents.status, ['received', 'failed', 'dead']));
    expect(unsettled).toEqual([]);
  });
});
