import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET as deliveriesCron } from '@/app/api/cron/deliveries/route';
import { POST as replayRoute } from '@/app/api/webhook-events/[id]/replay/route';
import { GET as oneRoute } from '@/app/api/webhook-events/[id]/route';
import { GET as daysRoute } from '@/app/api/webhook-events/days/route';
import { GET as listRoute } from '@/app/api/webhook-events/route';
import type { WebhookDay, WebhookEvent } from '@/lib/contracts/webhook-events';
import { trustedOrgId } from '@/lib/core/context';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { keepEvent } from '@/lib/webhook-inbox/keep-event';
import { retryPauses } from '@/lib/webhook-inbox/policy';
import { webhookDays } from '@/lib/webhook-inbox/queries';
import { calcomBody } from '@/tests/support/calcom-bodies';
import { bookingsOf, type CalcomAccount, calcomAccount, sharedCalcomStage } from '@/tests/support/calcom-stage';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';

type One = Problem & { webhook_event: WebhookEvent & { body: string | null } };

const stage = sharedCalcomStage();
let account: CalcomAccount;
let asOwner: Caller;

beforeAll(async () => {
  account = await calcomAccount(stage);
  asOwner = await signIn(stage.world, account.owner);
});

const at = (seconds: number) => new Date(Date.now() - 60_000 + seconds * 1000).toISOString();
const start = '2027-03-01T15:00:00.000Z';
const mark = (uid: string, seconds: number) => ({
  triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
  createdAt: at(seconds),
  payload: { message: '', bookingUid: uid, bookingId: 1, attendees: [{ email: 'guest@example.test', noShow: true }] },
});
const list = async (query: Record<string, string> = {}) =>
  (
    await callRoute<Problem & { webhook_events: WebhookEvent[]; next_cursor: string | null }>(listRoute, {
      as: asOwner,
      query,
    })
  ).body;

async function cron(): Promise<Record<string, number>> {
  const answer = await deliveriesCron(
    new Request(`${stage.served.url}/api/cron/deliveries`, {
      headers: { authorization: `Bearer ${stage.world.deps.config.cronSecret}` },
    }),
  );
  return (await answer.json()).counts;
}

describe('the inbox', () => {
  it('tries what it could not interpret again from cron, gives it up in the end, and replays it on request', async () => {
    expect((await account.post(mark('later', 1))).status).toBe(202);
    const [failed] = (await list({ status: 'failed' })).webhook_events;
    expect(failed).toMatchObject({ kind: 'BOOKING_NO_SHOW_UPDATED', attempts: 1, subject: 'later' });
    expect(Date.parse(failed?.next_attempt_at ?? '')).toBeGreaterThan(Date.now());
    for (const _ of retryPauses) {
      await stage.world.db
        .update(webhookEvents)
        .set({ nextAttemptAt: new Date(0) })
        .where(eq(webhookEvents.id, failed?.id ?? ''));
      await cron();
    }
    const [dead] = (await list({ status: 'dead' })).webhook_events;
    expect(dead).toMatchObject({ id: failed?.id, attempts: retryPauses.length + 1, next_attempt_at: null });
    expect(dead?.error).toContain('not known yet');
    await account.post(calcomBody('BOOKING_CREATED', { uid: 'later', start }, at(2)));
    const replayed = await callRoute<One>(replayRoute, { method: 'POST', as: asOwner, params: { id: dead?.id ?? '' } });
    expect([replayed.status, replayed.body.webhook_event.status]).toEqual([200, 'processed']);
    // Once more: it is set, not toggled.
    const again = await callRoute<One>(replayRoute, { method: 'POST', as: asOwner, params: { id: dead?.id ?? '' } });
    expect(again.body.webhook_event.status).toBe('processed');
    expect(await bookingsOf(stage, account)).toHaveLength(1);
  });

  it('shows a delivery with its body as it arrived, to those who may see it, and to nobody else', async () => {
    const body = calcomBody('BOOKING_CREATED', { uid: 'shown', start }, at(3));
    await account.post(body);
    const [event] = (await list({ status: 'processed' })).webhook_events;
    const shown = await callRoute<One>(oneRoute, { as: asOwner, params: { id: event?.id ?? '' } });
    expect(shown.body.webhook_event.body).toBe(JSON.stringify(body));
    const { owner: rival } = await makeOrganization(stage.world);
    const asRival = await signIn(stage.world, rival);
    const params = { id: event?.id ?? '' };
    expect((await callRoute(oneRoute, { as: asRival, params })).status).toBe(404);
    expect((await callRoute(replayRoute, { method: 'POST', as: asRival, params })).status).toBe(404);
    expect((await callRoute(oneRoute, { params })).status).toBe(401);
    const organization = { id: account.ctx.org };
    const asOperator = await signIn(stage.world, await makeMember(stage.world, organization, 'operator'));
    expect((await callRoute(listRoute, { as: asOperator })).status).toBe(403);
    const asSupervisor = await signIn(stage.world, await makeMember(stage.world, organization, 'supervisor'));
    expect((await callRoute(listRoute, { as: asSupervisor })).status).toBe(200);
    expect((await callRoute(replayRoute, { method: 'POST', as: asSupervisor, params })).status).toBe(403);
  });

  it('shows what is kept of a delivery whose body is not, which there is nothing to replay of', async () => {
    const { db, ids } = stage.world.deps;
    const now = stage.world.clock.now();
    const payload = { call: 'call_1', CallStatus: 'ringing' };
    const { id } = await keepEvent(db, ids, {
      provider: 'signalwire',
      kind: 'status',
      dedupeKey: crypto.randomUUID(),
      organizationId: account.ctx.org,
      payload,
      receivedAt: now,
      settledAt: now,
      status: 'processed',
    });
    const shown = await callRoute<One>(oneRoute, { as: asOwner, params: { id } });
    expect(shown.body.webhook_event).toMatchObject({ provider: 'signalwire', body: null, payload });
    const replayed = await callRoute<One>(replayRoute, { method: 'POST', as: asOwner, params: { id } });
    expect([replayed.status, replayed.body.code]).toEqual([409, 'conflict']);
    await db.delete(webhookEvents).where(eq(webhookEvents.id, id));
  });

  it('lists page by page without gaps or repeats, and refuses cursors and words that are none of its own', async () => {
    for (let i = 0; i < 5; i += 1)
      await account.post({ triggerEvent: 'OOO_CREATED', createdAt: at(4), payload: { i } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({
        limit: '2',
        status: 'ignored',
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.webhook_events.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
    expect((await list({ cursor: 'nonsense' })).code).toBe('invalid_cursor');
    expect((await list({ status: 'sent' })).code).toBe('validation_failed');
  });

  it('counts whole days of the organization, the oldest one, too', async () => {
    const { db, ids } = stage.world.deps;
    const { owner } = await makeOrganization(stage.world, { timeZone: 'Pacific/Auckland' });
    // 22:00 there; the first of fourteen days begins thirteen midnights earlier.
    const now = new Date('2026-06-20T10:00:00Z');
    const begins = Date.parse('2026-06-06T12:00:00Z');
    for (const receivedAt of [begins, begins - 1])
      await keepEvent(db, ids, {
        provider: 'google',
        kind: 'calendar',
        dedupeKey: crypto.randomUUID(),
        organizationId: owner.organizationId,
        payload: {},
        receivedAt: new Date(receivedAt),
        status: 'processed',
      });
    const days = await webhookDays({ db, org: trustedOrgId(owner.organizationId) }, now, 14);
    expect(days).toMatchObject([{ provider: 'google', day: '2026-06-07', received: 1 }]);
  });

  it('counts what needed no action as ignored, not as processed', async () => {
    const { db, ids } = stage.world.deps;
    const { owner } = await makeOrganization(stage.world);
    const now = new Date('2026-06-20T10:00:00Z');
    for (const status of ['processed', 'already_synced', 'ignored'] as const)
      await keepEvent(db, ids, {
        provider: 'google',
        kind: 'calendar',
        dedupeKey: crypto.randomUUID(),
        organizationId: owner.organizationId,
        payload: {},
        receivedAt: now,
        status,
      });
    const days = await webhookDays({ db, org: trustedOrgId(owner.organizationId) }, now, 14);
    expect(days).toMatchObject([{ received: 3, processed: 2, ignored: 1 }]);
  });

  it('counts by provider and day what came, came again, came late and never came', async () => {
    const body = calcomBody('BOOKING_CREATED', { uid: 'late', start }, new Date(Date.now() - 3_600_000).toISOString());
    await account.post(body);
    await account.post(body);
    const { body: answer } = await callRoute<Problem & { days: WebhookDay[] }>(daysRoute, { as: asOwner });
    const [today] = answer.days;
    expect(today).toMatchObject({ provider: 'calcom', duplicate: 1, late: 1, missing: 0, failed: 0 });
    expect(today?.received).toBe((today?.processed ?? 0) + (today?.ignored ?? 0));
    expect((await list({ view: 'late' })).webhook_events.map(({ subject }) => subject)).toEqual(['late']);
    expect((await list({ view: 'duplicate' })).webhook_events.map(({ subject }) => subject)).toEqual(['late']);
  });
});
