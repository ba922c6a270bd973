import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as tick, DELETE as untick } from '@/app/api/calls/[id]/confirmations/route';
import { POST as endCall } from '@/app/api/calls/[id]/end/route';
import { POST as declare } from '@/app/api/calls/[id]/outcome/route';
import { PATCH as changeCall, GET as getCall } from '@/app/api/calls/[id]/route';
import { GET as listCalls } from '@/app/api/calls/route';
import type { Call, CallDetails } from '@/lib/contracts/calls';
import type { Role } from '@/lib/core/context';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { type calls, optOuts, recordings, transcriptions, voiceConfigs } from '@/lib/db/schema/calls';
import type { RouteHandler } from '@/lib/http/define-route';
import { callRoute } from '@/tests/support/call-route';
import { callNow, orderedCall } from '@/tests/support/calls';
import {
  type Caller,
  changeOrganization,
  makeApiKey,
  makeMember,
  makeOrganization,
  signIn,
  type TestMember,
} from '@/tests/support/factories';
import { scriptedCarrier } from '@/tests/support/scripted-carrier';
import { openWorld, type World } from '@/tests/support/world';

interface Answer {
  success: boolean;
  call: CallDetails;
  code: string;
  missing?: string[];
  calls: Call[];
  next_cursor: string | null;
  result: string;
}

let world: World;
let organizationId: string;
let operator: TestMember;
const as = {} as Record<Role | 'rival' | 'free', Caller>;

beforeAll(async () => {
  world = await openWorld();
  const { organization, owner } = await makeOrganization(world);
  organizationId = organization.id;
  as.owner = await signIn(world, owner);
  for (const role of ['admin', 'supervisor', 'operator', 'analyst', 'viewer'] as const) {
    const member = await makeMember(world, organization, role);
    if (role === 'operator') operator = member;
    as[role] = await signIn(world, member);
  }
  const rival = await makeOrganization(world);
  as.rival = await signIn(world, rival.owner);
  const free = await makeOrganization(world);
  await changeOrganization(world, free.organization, { plan: 'free' });
  as.free = await signIn(world, free.owner);
  await world.db
    .update(voiceConfigs)
    .set({
      confirmationPrompts: [
        { key: 'identity', text: 'Confirm who you talk to.', required: true },
        { key: 'price', text: 'Name the price.', required: true },
        { key: 'weather', text: 'Mention the weather.', required: false },
      ],
    })
    .where(eq(voiceConfigs.organizationId, organizationId));
});
afterAll(() => world.close());

const who = () => ({ organizationId, operator });
const voice = { record: true, transcribe: true, translate: false, survey: false, qa: false };

/** A call on which the two talk. */
function talking(changes: Partial<typeof calls.$inferInsert> = {}): Promise<string> {
  const at = world.clock.now();
  return orderedCall(world, who(), {
    status: 'in-progress',
    carrierSid: world.deps.ids.make('request'),
    operatorAcceptedAt: at,
    attendeeAnsweredAt: at,
    disclosedAt: at,
    bridgedAt: at,
    ...changes,
  });
}

function talked(changes: Partial<typeof calls.$inferInsert> = {}): Promise<string> {
  return talking({ status: 'completed', endedAt: world.clock.now(), talkSeconds: 42, ...changes });
}

const ask = (
  handler: RouteHandler,
  id: string,
  caller: Caller | undefined,
  more: Parameters<typeof callRoute>[1] = {},
) => callRoute<Answer>(handler, { as: caller, params: { id }, ...more });

const ticks = (id: string, caller: Caller, key: string) => ask(tick, id, caller, { body: { key } });
const declares = (id: string, caller: Caller, outcome: string, note?: string) =>
  ask(declare, id, caller, { body: { outcome, ...(note === undefined ? {} : { note }) } });

describe('who may', () => {
  const routes: [string, RouteHandler, 'GET' | 'POST' | 'PATCH' | 'DELETE', Parameters<typeof callRoute>[1]][] = [
    ['GET /api/calls', listCalls, 'GET', {}],
    ['GET /api/calls/:id', getCall, 'GET', {}],
    ['PATCH /api/calls/:id', changeCall, 'PATCH', { body: { notes: 'x' } }],
    ['POST …/confirmations', tick, 'POST', { body: { key: 'identity' } }],
    ['DELETE …/confirmations', untick, 'DELETE', { query: { key: 'identity' } }],
    ['POST …/outcome', declare, 'POST', { body: { outcome: 'voicemail' } }],
    ['POST …/end', endCall, 'POST', {}],
  ];

  it.each(routes)('%s answers 401 to nobody and 402 to a plan without it', async (_, handler, method, more) => {
    const id = await talking();
    const nobody = await ask(handler, id, undefined, { method, ...more });
    expect(nobody).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    const free = await ask(handler, id, as.free, { method, ...more });
    expect(free).toMatchObject({
      status: 402,
      body: { code: 'plan_required', upgrade_to: ['business', 'enterprise'] },
    });
  });

  it.each(routes.slice(1))(
    'P9: %s answers 404 to another organization, and changes nothing',
    async (_, handler, method, more) => {
      const id = await talking();
      const before = await callNow(world, id);
      const answer = await ask(handler, id, as.rival, { method, ...more });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await callNow(world, id)).toEqual(before);
    },
  );

  it.each(routes.slice(2))('S7: %s answers 403 to supervisor, analyst and viewer', async (_, handler, method, more) => {
    const id = await talking();
    for (const role of ['supervisor', 'analyst', 'viewer'] as const)
      expect(await ask(handler, id, as[role], { method, ...more })).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
  });

  it('a key without the scope does not get in', async () => {
    const id = await talking();
    const reader = await makeApiKey(world, operator, ['calls:read']);
    expect((await ask(getCall, id, reader)).status).toBe(200);
    expect((await declares(id, reader, 'voicemail')).status).toBe(403);
  });
});

describe('GET /api/calls', () => {
  it('lists an organization’s own calls, newest first, by pages without a gap', async () => {
    const bookingCalls: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      bookingCalls.push(await talked());
      world.clock.advance(count === 2 ? 0 : 1_000);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor ? { cursor } : {}) };
      const { body } = await callRoute<Answer>(listCalls, { as: as.viewer, query });
      seen.push(...body.calls.map(({ id }) => id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => bookingCalls.includes(id))).toEqual(bookingCalls.toReversed());
    const rival = await callRoute<Answer>(listCalls, { as: as.rival });
    expect(rival.body).toMatchObject({ success: true, calls: [], next_cursor: null });
  });

  it('filters by status, booking, time and view', async () => {
    const [busy, live] = [
      await talked({ status: 'busy', bridgedAt: null, failureReason: 'operator_busy' }),
      await talking(),
    ];
    const list = async (query: Record<string, string>) =>
      (await callRoute<Answer>(listCalls, { as: as.viewer, query })).body.calls.map(({ id }) => id);
    expect(await list({ status: 'busy,no-answer' })).toEqual([busy]);
    expect(await list({ booking_id: (await callNow(world, live)).bookingId })).toEqual([live]);
    expect(await list({ view: 'live' })).toContain(live);
    expect(await list({ view: 'live' })).not.toContain(busy);
    expect(await list({ view: 'open' })).not.toContain(busy);
    expect(await list({ to: '2026-01-01T00:00:00Z' })).toEqual([]);
    expect(await list({ from: '2027-01-01T00:00:00Z' })).toEqual([]);
  });

  it.each<Record<string, string>>([{ status: 'lost' }, { limit: '0' }, { from: 'yesterday' }, { view: 'all' }])(
    'answers 400 to %j',
    async (query) => {
      expect(await callRoute(listCalls, { as: as.viewer, query })).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      });
    },
  );

  it('answers 400 to a cursor that it did not give out', async () => {
    expect(await callRoute(listCalls, { as: as.viewer, query: { cursor: 'x' } })).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
  });
});

describe('GET /api/calls/:id', () => {
  it('tells the whole story: gates, prompts, what was kept, what may be done', async () => {
    const id = await talked({ voice });
    const { body, status } = await ask(getCall, id, as.operator);
    expect(status).toBe(200);
    expect(body.call).toMatchObject({
      id,
      attendee_name: 'Ada',
      status: 'completed',
      live: false,
      talk_seconds: 42,
      voice,
      gates: [{ gate: 'opt_out', passed: true }],
      recording: null,
      transcripts: [],
      rights: { tick: true, declare_outcome: true, edit_notes: true, hear_recording: true, end: false },
    });
    expect(body.call.confirmations.map(({ key, required }) => [key, required])).toEqual([
      ['identity', true],
      ['price', true],
      ['weather', false],
    ]);
    expect(body.call.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['call.claimed', 'call.ordered', 'call.bridged', 'call.ended']),
    );
  });

  it('never names the carrier’s address of the recording', async () => {
    const id = await talked({ voice });
    await keepRecording(id);
    const { body } = await ask(getCall, id, as.operator);
    expect(body.call.recording).toEqual({ status: 'completed', duration_seconds: 42, playable: true });
    expect(JSON.stringify(body)).not.toContain('signalwire.com');
  });
});

describe('S11: confirmations', () => {
  it('are ticked once, however often, and can be unticked', async () => {
    const id = await talking();
    await ticks(id, as.operator, 'identity');
    world.clock.advance(5_000);
    const { body } = await ticks(id, as.owner, 'identity');
    const [identity] = body.call.confirmations;
    expect(identity).toMatchObject({ key: 'identity', confirmed_by: operator.name });
    for (const _ of [1, 2]) {
      const unticked = await ask(untick, id, as.operator, { method: 'DELETE', query: { key: 'identity' } });
      expect(unticked.body.call.confirmations[0]).toMatchObject({ confirmed_at: null, confirmed_by: null });
    }
  });

  it('of a prompt that is none are refused', async () => {
    const id = await talking();
    expect(await ticks(id, as.operator, 'nonsense')).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field: 'key' }] },
    });
  });
});

describe('S11: the outcome', () => {
  it('is declared with a note, and can be corrected, which the booking remembers', async () => {
    const id = await talked();
    const first = await declares(id, as.operator, 'connected_interested', 'Send the offer.');
    expect(first.body.call).toMatchObject({
      outcome: 'connected_interested',
      outcome_note: 'Send the offer.',
      outcome_by: operator.name,
    });
    await declares(id, as.operator, 'connected_interested', 'Send the offer.');
    const second = await declares(id, as.operator, 'callback_requested');
    expect(second.body.call).toMatchObject({ outcome: 'callback_requested', outcome_note: null });
    const { bookingId } = await callNow(world, id);
    const trail = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, bookingId));
    expect(trail.filter(({ kind }) => kind === 'outcome_corrected')).toHaveLength(1);
    expect(second.body.call.timeline.some(({ summary }) => summary === 'Outcome corrected')).toBe(true);
  });

  it('must be one of the list, and of a call that reached somebody', async () => {
    const id = await talked();
    expect(await declares(id, as.operator, 'great')).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
    const early = await orderedCall(world, who(), { status: 'queued' });
    expect(await declares(early, as.operator, 'voicemail')).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('X7: puts the number on the opt-out list when the attendee wants no calls', async () => {
    const id = await talked({ attendeePhone: '+12025550188' });
    await declares(id, as.operator, 'do_not_call');
    const rows = await world.db.select().from(optOuts).where(eq(optOuts.phone, '+12025550188'));
    expect(rows).toMatchObject([{ organizationId, createdBy: operator.id }]);
  });

  it('of two declared at once, one is the first and one corrects it', async () => {
    const id = await talked();
    const outcomes = ['connected_interested', 'connected_not_interested'];
    const answers = await Promise.all(outcomes.map((outcome) => declares(id, as.operator, outcome)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { bookingId } = await callNow(world, id);
    const trail = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, bookingId));
    expect(trail).toHaveLength(1);
  });
});

describe('S11: the quality rules, when QA is on', () => {
  const qa = { ...voice, qa: true };

  it('want every required prompt ticked before an outcome that follows a talk', async () => {
    const id = await talked({ voice: qa });
    await ticks(id, as.operator, 'identity');
    expect(await declares(id, as.operator, 'connected_interested')).toMatchObject({
      status: 409,
      body: { code: 'confirmations_missing', missing: ['price'] },
    });
    expect((await callNow(world, id)).outcome).toBeNull();
    await ticks(id, as.operator, 'price');
    expect((await declares(id, as.operator, 'connected_interested')).status).toBe(200);
  });

  it('want none where nobody was there to hear it', async () => {
    const id = await talked({ voice: qa });
    expect((await declares(id, as.operator, 'voicemail')).status).toBe(200);
  });

  it('close the record to operators once the outcome is declared; owner and admin may correct it', async () => {
    const id = await talked({ voice: qa });
    await declares(id, as.operator, 'voicemail');
    const closed = { status: 409, body: { code: 'outcome_already_declared' } };
    expect(await declares(id, as.operator, 'no_answer')).toMatchObject(closed);
    expect(await ticks(id, as.operator, 'identity')).toMatchObject(closed);
    const untickAnswer = await ask(untick, id, as.operator, { method: 'DELETE', query: { key: 'identity' } });
    expect(untickAnswer).toMatchObject(closed);
    expect(await ask(changeCall, id, as.operator, { method: 'PATCH', body: { notes: 'late' } })).toMatchObject(closed);
    expect((await ask(getCall, id, as.operator)).body.call.rights).toMatchObject({
      tick: false,
      declare_outcome: false,
      edit_notes: false,
    });
    expect((await declares(id, as.admin, 'no_answer')).status).toBe(200);
    const corrected = await ask(changeCall, id, as.owner, { method: 'PATCH', body: { notes: 'reviewed' } });
    expect(corrected.body.call.timeline.map(({ summary }) => summary)).toEqual(
      expect.arrayContaining(['Outcome corrected', 'Notes of the call corrected']),
    );
  });

  it('keep recordings and transcripts to owner, admin and supervisor', async () => {
    const id = await talked({ voice: qa });
    await keepRecording(id);
    await world.db.insert(transcriptions).values({
      id: world.deps.ids.make('transcription'),
      organizationId,
      callId: id,
      carrierSid: `trn-${id}`,
      status: 'completed',
      text: 'Thank you.',
      receivedAt: world.clock.now(),
    });
    for (const [role, sees] of Object.entries({
      owner: true,
      admin: true,
      supervisor: true,
      operator: false,
      analyst: false,
      viewer: false,
    })) {
      const { body } = await ask(getCall, id, as[role as Role]);
      expect([
        role,
        body.call.recording !== null,
        body.call.transcripts.length === 1,
        body.call.rights.hear_recording,
      ]).toEqual([role, sees, sees, sees]);
    }
  });
});

describe('PATCH /api/calls/:id', () => {
  it('keeps notes; empty ones are none', async () => {
    const id = await talking();
    const written = await ask(changeCall, id, as.operator, { method: 'PATCH', body: { notes: '  Wants blue.  ' } });
    expect(written.body.call.notes).toBe('Wants blue.');
    const emptied = await ask(changeCall, id, as.operator, { method: 'PATCH', body: { notes: ' ' } });
    expect(emptied.body.call.notes).toBeNull();
  });

  it.each([{}, { notes: 5 }, { notes: 'x'.repeat(10_001) }])('answers 400 to another body', async (body) => {
    const id = await talking();
    expect(await ask(changeCall, id, as.operator, { method: 'PATCH', body })).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
  });
});

describe('POST /api/calls/:id/end', () => {
  it('hangs up what is under way', async () => {
    const id = await talking();
    const ended: string[] = [];
    const carrier = {
      ...scriptedCarrier(() => world.clock.now()),
      endCall: async (sid: string) => ended.push(sid) > 0,
    };
    world.override({ carrier });
    expect(await ask(endCall, id, as.operator, { method: 'POST' })).toMatchObject({
      status: 200,
      body: { success: true, result: 'hung_up' },
    });
    expect(ended).toEqual([(await callNow(world, id)).carrierSid]);
  });

  it('answers 409 to a call that is over, or that the carrier does not have yet', async () => {
    for (const id of [await talked(), await orderedCall(world, who())])
      expect(await ask(endCall, id, as.operator, { method: 'POST' })).toMatchObject({
        status: 409,
        body: { code: 'call_not_live' },
      });
  });
});

async function keepRecording(callId: string): Promise<void> {
  await world.db.insert(recordings).values({
    id: world.deps.ids.make('recording'),
    organizationId,
    callId,
    carrierSid: `rec-${callId}`,
    status: 'completed',
    mediaUrl: 'https://space.signalwire.com/r.mp3',
    durationSeconds: 42,
    channels: 2,
    requestedAt: world.clock.now(),
    completedAt: world.clock.now(),
  });
}
