import { eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as calendlyWebhook } from '@/app/api/webhooks/calendly/[connection]/route';
import { sealCredentials } from '@/lib/calendars/vault';
import { attendees, bookingEvents } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { signatureHeader } from '@/sandbox/calendly/deliveries';
import { arrivals, calcomStories, calendlyStories, type Story } from '@/tests/support/booking-stories';
import { type CalcomAccount, type CalcomStage, calcomAccount, calcomStage } from '@/tests/support/calcom-stage';

let stage: CalcomStage;
let account: CalcomAccount;
let calendlyId: string;
const key = 'whsec_test';
let serial = 0;
const name = () => {
  serial += 1;
  return `story${serial}`;
};

beforeAll(async () => {
  stage = await calcomStage();
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
afterAll(() => stage.close());

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

const providers = [
  {
    provider: 'Cal.com',
    stories: calcomStories(name),
    post: async (body: object) => (await account.post(body)).status,
    connectionId: () => account.connectionId,
  },
  { provider: 'Calendly', stories: calendlyStories(name), post: postCalendly, connectionId: () => calendlyId },
];

describe.each(providers)('deliveries of $provider', ({ stories, post, connectionId }) => {
  /** How the organization's bookings stand that a story's ids are tied to. */
  async function standing(story: Story) {
    const { db } = stage.world;
    const prefix = /story\d+/.exec(story.end.uid)?.[0] ?? '';
    const known = await db.select().from(externalBookings).where(eq(externalBookings.connectionId, connectionId()));
    const mine = known.filter(({ externalId }) => externalId.match(/story\d+/)?.[0] === prefix);
    const ids = [...new Set(mine.map(({ bookingId }) => bookingId))].filter((id) => id !== null);
    expect(ids).toHaveLength(1);
    const rows = await db.select().from(bookingEvents).where(inArray(bookingEvents.id, ids));
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
    const live = story.end.life === 'accepted' || story.end.life === 'requested';
    expect(row?.status).toBe(live ? 'pending' : 'cancelled');
    expect(row?.externalId).toBe(live ? story.end.uid : null);
    expect(row?.startTime.toISOString()).toBe(story.end.start);
    if (live) expect(row?.statusReason).toBe(story.end.life === 'requested' ? 'awaiting_confirmation' : null);
    expect(people.map(({ email }) => email)).toEqual(story.end.emails);
  }

  const arriving = stories.chain((story) => arrivals(story.bodies.length).map((order) => ({ story, order })));

  it('A6: make the same one booking in every order, repeated and one by one (150 cases)', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(arriving, async ({ story, order }) => {
        for (const i of order) expect(await post(story.bodies[i] ?? {})).toBe(200);
        await check(story);
      }),
      { numRuns: 150 },
    );
    await stage.world.settle();
  });

  it('A6: make the same one booking when all arrive at once (60 cases)', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arriving, async ({ story, order }) => {
        const statuses = await Promise.all(order.map((i) => post(story.bodies[i] ?? {})));
        expect(statuses.every((status) => status === 200)).toBe(true);
        await check(story);
      }),
      { numRuns: 60 },
    );
    await stage.world.settle();
    const unsettled = await stage.world.db
      .select({ kind: webhookEvents.kind, error: webhookEvents.error })
      .from(webhookEvents)
      .where(inArray(webhookEvents.status, ['received', 'failed', 'dead']));
    expect(unsettled).toEqual([]);
  });
});
