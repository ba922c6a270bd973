import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as namedWebhook } from '@/app/api/webhooks/calendly/[connection]/route';
import { POST as plainWebhook } from '@/app/api/webhooks/calendly/route';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { jobs } from '@/lib/db/schema/jobs';
import { notices } from '@/lib/db/schema/orgs';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import type { LogFields } from '@/lib/log/logger';
import { badSignatures } from '@/lib/webhook-inbox/policy';
import { signatureHeader } from '@/sandbox/calendly/deliveries';
import { type CalendarScene, calendarScene } from '@/tests/support/calendar-scene';
import { openWorld, type World } from '@/tests/support/world';

const key = 'calendly-own-key';
const plainKeys = ['calendly-old-key', 'calendly-new-key'];
const dana = 'https://api.calendly.com/users/dana';
const start = '2026-03-09T15:00:00.000000Z';

let world: World;
let scene: CalendarScene;
let logged: { event: string; fields?: LogFields }[];

beforeAll(async () => {
  world = await openWorld({ CALENDLY_WEBHOOK_SIGNING_KEY: plainKeys.join(', ') });
  const note = (event: string, fields?: LogFields) => logged.push({ event, ...(fields ? { fields } : {}) });
  world.override({ logger: { info: note, warn: note, error: note } });
});
afterAll(() => world.close());
beforeEach(async () => {
  logged = [];
  const accountId = `${dana}-${crypto.randomUUID()}`;
  scene = await calendarScene(world, { provider: 'calendly', accountId, accountLabel: 'dana@example.test' });
  await world.db
    .update(connections)
    .set({
      subscription: {
        id: 'sub',
        secret: sealCredentials(world.deps.encryption, scene.connectionId, { secret: key }),
        checkedAt: world.clock.now().toISOString(),
        state: 'active',
      },
    })
    .where(eq(connections.id, scene.connectionId));
});

async function post(body: object, options: { key?: string; plain?: boolean; header?: string | null } = {}) {
  const text = JSON.stringify(body);
  const t = Math.floor(world.clock.now().getTime() / 1000);
  const header = options.header === undefined ? signatureHeader(options.key ?? key, t, text) : options.header;
  const path = options.plain ? '/api/webhooks/calendly' : `/api/webhooks/calendly/${scene.connectionId}`;
  const request = new Request(`http://localhost:3000${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(header === null ? {} : { 'calendly-webhook-signature': header }),
    },
    body: text,
  });
  const answer = await (options.plain ? plainWebhook : namedWebhook)(request);
  await world.settle();
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

interface Who {
  event: string;
  invitee: string;
  host?: string;
  changes?: object;
  at?: string;
}

function body(kind: string, { event, invitee, host = dana, changes = {}, at = '2026-03-02T09:00:00.000000Z' }: Who) {
  const gone = kind === 'invitee.canceled';
  const uri = `https://api.calendly.com/scheduled_events/${event}`;
  return {
    event: kind,
    created_at: at,
    created_by: host,
    payload: {
      uri: `${uri}/invitees/${invitee}`,
      email: `${invitee}@visitors.test`,
      name: `Visitor ${invitee}`,
      timezone: 'Europe/Berlin',
      status: gone ? 'canceled' : 'active',
      created_at: at,
      updated_at: at,
      rescheduled: false,
      old_invitee: null,
      new_invitee: null,
      no_show: null,
      questions_and_answers: [],
      tracking: { utm_content: null },
      scheduled_event: {
        uri,
        name: 'Intro call',
        status: gone ? 'canceled' : 'active',
        start_time: start,
        end_time: '2026-03-09T15:30:00.000000Z',
        updated_at: at,
        event_type: 'https://api.calendly.com/event_types/intro',
        event_memberships: [{ user: host, user_email: 'dana@example.test' }],
        location: { type: 'zoom', join_url: 'https://zoom.example.test/1' },
      },
      ...changes,
    },
  };
}

const storedBookings = () =>
  world.db.select().from(bookings).where(eq(bookings.organizationId, scene.ctx.org)).orderBy(bookings.id);
const name = () => crypto.randomUUID().slice(0, 8);
const rejections = () => logged.filter(({ event }) => event === 'calendly_webhook_rejected');

describe('a delivery of Calendly', () => {
  it('becomes a booking of each invitee: two people of one event are two', async () => {
    const [event, a, b] = [name(), name(), name()];
    expect((await post(body('invitee.created', { event, invitee: a }))).body.status).toBe('processed');
    expect((await post(body('invitee.created', { event, invitee: b }))).body.status).toBe('processed');
    expect((await post(body('invitee.created', { event, invitee: a }))).body.status).toBe('duplicate');
    const rows = await storedBookings();
    expect(rows.map(({ attendeeName }) => attendeeName).sort()).toEqual([`Visitor ${a}`, `Visitor ${b}`].sort());
    expect(rows[0]).toMatchObject({ source: 'calendly', status: 'pending', joinUrl: 'https://zoom.example.test/1' });
    await post(body('invitee.canceled', { event, invitee: b, changes: { scheduled_event: undefined } }));
    const people = await world.db.select().from(attendees).where(eq(attendees.organizationId, scene.ctx.org));
    expect(people).toHaveLength(2);
  });

  it('cancels, and a cancellation that comes first is not lost', async () => {
    const [event, invitee] = [name(), name()];
    const first = await post(body('invitee.canceled', { event, invitee, at: '2026-03-02T09:30:00.000000Z' }));
    expect(first).toEqual({ status: 200, body: { status: 'ignored', why: 'unknown_booking' } });
    expect(await storedBookings()).toEqual([]);
    await post(body('invitee.created', { event, invitee }));
    expect(await storedBookings()).toMatchObject([{ status: 'cancelled', statusReason: 'cancelled_at_provider' }]);
  });

  it('enriches what was booked through us, and answers that it was known', async () => {
    const [event, invitee] = [name(), name()];
    await post(body('invitee.created', { event, invitee }));
    const [ours] = await storedBookings();
    const changes = { tracking: { utm_content: ours?.id }, updated_at: '2026-03-02T09:01:00.000000Z' };
    const told = body('invitee.created', { event, invitee, changes });
    expect((await post({ ...told, payload: { ...told.payload, uri: `${told.payload.uri}` } })).body.status).toBe(
      'duplicate',
    );
    expect(await storedBookings()).toHaveLength(1);
  });

  it('with a wrong, a missing or an old signature is a 401, changes nothing and is logged; repeated, admins are told', async () => {
    const [event, invitee] = [name(), name()];
    const told = body('invitee.created', { event, invitee });
    const old = signatureHeader(key, Math.floor(world.clock.now().getTime() / 1000) - 3600, JSON.stringify(told));
    for (const header of ['t=1,v1=00', null, old, signatureHeader('other', 1, 'x')])
      expect((await post(told, { header })).status).toBe(401);
    for (let n = 4; n < badSignatures.alarmAt + 2; n += 1) await post(told, { header: null });
    expect(rejections().length).toBeGreaterThanOrEqual(badSignatures.alarmAt);
    expect(rejections()[0]?.fields).toMatchObject({ reason: 'bad_signature' });
    expect(await storedBookings()).toEqual([]);
    expect(await world.db.$count(webhookEvents, eq(webhookEvents.organizationId, scene.ctx.org))).toBe(0);
    const all = await world.db.select().from(notices).where(eq(notices.organizationId, scene.ctx.org));
    expect(all).toMatchObject([{ kind: 'webhook_signatures', userId: scene.owner.id }]);
  });

  it('to the plain address is taken with any of the keys, finds its account, and of nobody’s account is ignored and logged', async () => {
    const [row] = await world.db.select().from(connections).where(eq(connections.id, scene.connectionId));
    for (const plainKey of plainKeys) {
      const told = body('invitee.created', { event: name(), invitee: name(), host: row?.accountId ?? '' });
      expect((await post(told, { plain: true, key: plainKey })).body.status).toBe('processed');
    }
    expect(await storedBookings()).toHaveLength(2);
    const stranger = body('invitee.created', {
      event: name(),
      invitee: name(),
      host: 'https://api.calendly.com/users/nobody',
    });
    const elsewhere = {
      ...stranger,
      payload: { ...stranger.payload, scheduled_event: { ...stranger.payload.scheduled_event, event_type: null } },
    };
    expect((await post(elsewhere, { plain: true, key: 'calendly-new-key' })).body).toEqual({
      status: 'ignored',
      why: 'unknown_account',
    });
    expect(rejections()).toMatchObject([{ fields: { reason: 'unknown_account' } }]);
    expect((await post(stranger, { plain: true, key })).status).toBe(401);
  });

  it('that cannot be read is a 400; of a kind that concerns no booking it is ignored by its name', async () => {
    expect((await post({ hello: 'world' })).status).toBe(400);
    const form = {
      event: 'routing_form_submission.created',
      created_at: '2026-03-02T09:00:00Z',
      payload: { uri: 'https://x.test' },
    };
    expect((await post(form)).body).toEqual({ status: 'ignored', why: 'routing_form_submission.created' });
  });

  it('hands marks of absence on, set and taken back', async () => {
    const [event, invitee] = [name(), name()];
    await post(body('invitee.created', { event, invitee }));
    const no_show = { uri: 'https://api.calendly.com/invitee_no_shows/1', created_at: '2026-03-09T15:20:00.000000Z' };
    await post(
      body('invitee_no_show.created', { event, invitee, changes: { no_show }, at: '2026-03-09T15:20:01.000000Z' }),
    );
    await post(body('invitee_no_show.deleted', { event, invitee, at: '2026-03-09T15:25:00.000000Z' }));
    const queued = await world.db.select().from(jobs).where(eq(jobs.organizationId, scene.ctx.org));
    const reported = queued.filter(({ name }) => name === 'attendance-reported').map(({ payload }) => payload);
    expect(reported.map(({ kind }) => kind).sort()).toEqual(['no_show_marked', 'no_show_unmarked']);
    const [booking] = await storedBookings();
    expect(reported.map(({ occasion }) => occasion)).toEqual(Array(2).fill(booking?.startTime.toISOString()));
  });
});
