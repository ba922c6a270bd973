import { beforeAll, describe, expect, it } from 'vitest';
import { POST as tick, DELETE as untick } from '@/app/api/calls/[id]/confirmations/route';
import { POST as endCall } from '@/app/api/calls/[id]/end/route';
import { POST as declare } from '@/app/api/calls/[id]/outcome/route';
import { PATCH as changeCall, GET as getCall } from '@/app/api/calls/[id]/route';
import { GET as listCalls } from '@/app/api/calls/route';
import type { RouteHandler } from '@/lib/http/routes/define-route';
import {
  askCall,
  type CallAnswer,
  type CallDesk,
  declares,
  deskVoice,
  sharedCallDesk,
} from '@/tests/support/call-desk';
import { callRoute } from '@/tests/support/call-route';
import { callNow } from '@/tests/support/calls';
import { makeApiKey } from '@/tests/support/factories';

const desk = sharedCallDesk();
let world: CallDesk['world'];
let as: CallDesk['as'];
beforeAll(() => {
  ({ world, as } = desk);
});

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
    const id = await desk.talking();
    const nobody = await askCall(handler, id, undefined, { method, ...more });
    expect(nobody).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    const free = await askCall(handler, id, as.free, { method, ...more });
    expect(free).toMatchObject({
      status: 402,
      body: { code: 'plan_required', upgrade_to: ['business', 'enterprise'] },
    });
  });

  it.each(routes.slice(1))(
    '%s answers 404 to another organization, and changes nothing',
    async (_, handler, method, more) => {
      const id = await desk.talking();
      const before = await callNow(world, id);
      const answer = await askCall(handler, id, as.rival, { method, ...more });
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await callNow(world, id)).toEqual(before);
    },
  );

  it.each(routes.slice(2))('%s answers 403 to supervisor, analyst and viewer', async (_, handler, method, more) => {
    const id = await desk.talking();
    for (const role of ['supervisor', 'analyst', 'viewer'] as const)
      expect(await askCall(handler, id, as[role], { method, ...more })).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
  });

  it('a key without the scope does not get in', async () => {
    const id = await desk.talking();
    const reader = await makeApiKey(world, desk.operator, ['calls:read']);
    expect((await askCall(getCall, id, reader)).status).toBe(200);
    expect((await declares(id, reader, 'voicemail')).status).toBe(403);
  });
});

describe('GET /api/calls', () => {
  it('lists an organization’s own calls, newest first, by pages without a gap', async () => {
    const bookingCalls: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      bookingCalls.push(await desk.talked());
      world.clock.advance(count === 2 ? 0 : 1_000);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(cursor ? { cursor } : {}) };
      const { body } = await callRoute<CallAnswer>(listCalls, { as: as.viewer, query });
      seen.push(...body.calls.map(({ id }) => id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => bookingCalls.includes(id))).toEqual(bookingCalls.toReversed());
    const rival = await callRoute<CallAnswer>(listCalls, { as: as.rival });
    expect(rival.body).toMatchObject({ success: true, calls: [], next_cursor: null });
  });

  it('filters by status, booking, time and view', async () => {
    const [busy, live] = [
      await desk.talked({ status: 'busy', bridgedAt: null, failureReason: 'operator_busy' }),
      await desk.talking(),
    ];
    const list = async (query: Record<string, string>) =>
      (await callRoute<CallAnswer>(listCalls, { as: as.viewer, query })).body.calls.map(({ id }) => id);
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
    const id = await desk.talked({ voice: deskVoice });
    const { body, status } = await askCall(getCall, id, as.operator);
    expect(status).toBe(200);
    expect(body.call).toMatchObject({
      id,
      attendee_name: 'Ada',
      status: 'completed',
      live: false,
      talk_seconds: 42,
      voice: deskVoice,
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
    const id = await desk.talked({ voice: deskVoice });
    await desk.keepRecording(id);
    const { body } = await askCall(getCall, id, as.operator);
    expect(body.call.recording).toEqual({ status: 'completed', duration_seconds: 42, playable: true });
    expect(JSON.stringify(body)).not.toContain('signalwire.com');
  });
});
