import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as replayRoute } from '@/app/api/webhook-events/[id]/replay/route';
import { GET as daysRoute } from '@/app/api/webhook-events/days/route';
import { maintainConnection } from '@/lib/calendars/connections/maintain-connections';
import type { WebhookDay } from '@/lib/contracts/webhook-events';
import { type Clock, systemClock } from '@/lib/core/clock';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { keepEvent } from '@/lib/webhook-inbox/keep-event';
import { calendarContext } from '@/lib/wiring/calendars';
import { bookingOf } from '@/tests/sandbox/calcom/api';
import {
  bookingsOf,
  type CalcomAccount,
  type CalcomStage,
  calcomAccount,
  calcomStage,
  inboxOf,
} from '@/tests/support/calcom-stage';
import { connectionNow } from '@/tests/support/calendar-scene';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { signIn } from '@/tests/support/factories';

let stage: CalcomStage;
let account: CalcomAccount;
/** How far our time is ahead of the provider's. */
let ahead = 0;
const clock: Clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + ahead),
  sleepUntil: (instant, signal) => systemClock.sleepUntil(new Date(instant.getTime() - ahead), signal),
};
const overdue = 4 * 60_000;

beforeAll(async () => {
  stage = await calcomStage(clock);
});
afterAll(() => stage.close());
beforeEach(async () => {
  ahead = 0;
  stage.calcom.control.reset();
  account = await calcomAccount(stage);
  await poll();
});

async function poll(): Promise<void> {
  await maintainConnection(calendarContext(stage.world.deps), await connectionNow(stage.world, account.connectionId));
}

/** Books at Cal.com itself, on a working day three weeks ahead. */
async function bookThere(more: object = {}): Promise<string> {
  const day = new Date(systemClock.now().getTime() + 21 * 86_400_000);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  day.setUTCHours(15, 0, 0, 0);
  const { status, body } = await stage.cal(
    'POST',
    '/bookings',
    bookingOf(day.toISOString(), { metadata: {}, ...more }),
  );
  expect(status).toBe(201);
  await stage.calcom.control.delivered();
  await stage.world.settle();
  return body.data.uid;
}

const missing = () =>
  stage.world.db
    .select()
    .from(webhookEvents)
    .where(and(eq(webhookEvents.organizationId, account.ctx.org), eq(webhookEvents.status, 'missing')));

describe('a delivery that never came', () => {
  it('is counted once its booking is found in the list, with what the list said; there is nothing to replay', async () => {
    stage.calcom.control.addFault({ kind: 'webhook-lost' });
    const uid = await bookThere();
    ahead = overdue;
    await poll();
    await poll();
    expect(await bookingsOf(stage, account)).toMatchObject([{ externalId: uid, source: 'calcom' }]);
    const [found, ...more] = await missing();
    expect(more).toEqual([]);
    expect(found).toMatchObject({ provider: 'calcom', kind: 'found_by_poll', subject: uid });
    expect(found?.body).toContain(uid);

    const owner = await signIn(stage.world, account.owner);
    const { body } = await callRoute<Problem & { days: WebhookDay[] }>(daysRoute, { as: owner });
    expect(body.days).toMatchObject([{ provider: 'calcom', received: 0, missing: 1, duplicate: 0 }]);
    const params = { id: found?.id ?? '' };
    expect((await callRoute(replayRoute, { method: 'POST', as: owner, params })).status).toBe(409);
  });

  it('is none while it may still be on its way', async () => {
    stage.calcom.control.addFault({ kind: 'webhook-lost' });
    await bookThere();
    await poll();
    expect(await bookingsOf(stage, account)).toHaveLength(1);
    expect(await missing()).toEqual([]);
  });

  it('is none when it came: the list says the same, though it was written after the webhook was', async () => {
    await bookThere({
      guests: ['guest@visitors.test', 'other@visitors.test'],
      bookingFieldsResponses: { notes: 'Bring the plan.' },
    });
    const told = await bookingsOf(stage, account);
    expect(told).toMatchObject([{ description: 'Bring the plan.', people: [{}, {}, {}] }]);
    // Its location and its references are saved once the webhook is on its way.
    for (const booking of stage.calcom.control.bookings())
      booking.updatedAt = new Date(booking.updatedAt.getTime() + 2_000);
    ahead = overdue;
    await poll();
    const plain = (rows: Awaited<ReturnType<typeof bookingsOf>>) =>
      rows.map(({ people, ...row }) => ({ ...row, people: people.map(({ updatedAt: _, ...person }) => person) }));
    expect(plain(await bookingsOf(stage, account))).toEqual(plain(told));
    expect((await inboxOf(stage, account)).map(({ status }) => status)).toEqual(['processed']);
  });

  it('is none when it came and still waits to be understood', async () => {
    stage.calcom.control.addFault({ kind: 'webhook-lost' });
    const uid = await bookThere();
    const { db, ids } = stage.world.deps;
    await keepEvent(db, ids, {
      provider: 'calcom',
      kind: 'BOOKING_CREATED',
      dedupeKey: crypto.randomUUID(),
      organizationId: account.ctx.org,
      connectionId: account.connectionId,
      subject: uid,
      payload: {},
      body: '{}',
      receivedAt: clock.now(),
      status: 'failed',
    });
    ahead = overdue;
    await poll();
    expect(await bookingsOf(stage, account)).toHaveLength(1);
    expect(await missing()).toEqual([]);
  });
});
