import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Carrier } from '@/lib/calls/carrier';
import { calls, optOuts, transcriptions } from '@/lib/db/schema/calls';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import type { LogFields } from '@/lib/log/logger';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { callNow, carrierPost, legsOf, orderedCall, post, recordingOf, webhooks } from '@/tests/support/calls';
import { bookingNow, callingOrganization, pendingBooking } from '@/tests/support/scheduler-world';
import { scriptedCarrier } from '@/tests/support/scripted-carrier';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let who: Awaited<ReturnType<typeof callingOrganization>>;
let carrier: Carrier;
const logged: { level: string; event: string; fields: LogFields }[] = [];

beforeAll(async () => {
  who = await callingOrganization(world);
  carrier = { ...scriptedCarrier(() => world.clock.now()), startRecording: async () => ({ sid: 'rec-x' }) };
  const write =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      logged.push({ level, event, fields });
  world.override({ carrier, logger: { info: write('info'), warn: write('warn'), error: write('error') } });
});

const ringing = {
  CallSid: 'op-1',
  CallStatus: 'ringing',
  SequenceNumber: '1',
  From: '+12025550100',
  To: '+12025550190',
};
const events = () => world.db.select().from(webhookEvents);

describe.each(Object.keys(webhooks) as (keyof typeof webhooks)[])('POST /api/webhooks/signalwire/%s', (name) => {
  const handler = webhooks[name];

  it('answers 401 to a post that the carrier did not sign, and changes nothing', async () => {
    const callId = await orderedCall(world, who);
    const before = await events();
    const forged = carrierPost(world, name, { call: callId, step: 'start', party: 'operator' }, ringing);
    forged.headers.set('x-signalwire-signature', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=');
    const answer = await handler(forged);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'bad_signature', requestId: expect.any(String) });
    expect(await callNow(world, callId)).toMatchObject({ status: 'ordering', carrierSid: null });
    expect(await events()).toEqual(before);
  });

  it('answers 401 when the signed address names another call', async () => {
    const signed = carrierPost(world, name, { call: 'call_1', step: 'start', party: 'operator' }, ringing);
    const moved = new Request(signed.url.replace('call_1', 'call_2'), signed);
    expect((await handler(moved)).status).toBe(401);
  });

  it('answers 400 to what it cannot read', async () => {
    const { status, text } = await post(world, name, {}, { Nonsense: '1' });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: 'unreadable_body' });
  });

  it('answers 413 to a body beyond any callback', async () => {
    const { status } = await post(world, name, {}, { Nonsense: 'x'.repeat(300_000) });
    expect(status).toBe(413);
  });
});

describe('POST /api/webhooks/signalwire/status', () => {
  it('identifies an order without an answer by the call id in its address', async () => {
    const callId = await orderedCall(world, who, { status: 'unknown' });
    const answer = await post(world, 'status', { call: callId, party: 'operator' }, { ...ringing, CallSid: 'op-lost' });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(await callNow(world, callId)).toMatchObject({ status: 'ringing', carrierSid: 'op-lost' });
    expect(await legsOf(world, callId)).toMatchObject([{ party: 'operator', status: 'ringing', sequence: 1 }]);
  });

  it('counts a repeat and does nothing more', async () => {
    const callId = await orderedCall(world, who);
    const query = { call: callId, party: 'operator' };
    const fields = { ...ringing, CallSid: 'op-twice' };
    await Promise.all([1, 2, 3].map(() => post(world, 'status', query, fields)));
    const rows = (await events()).filter((row) => row.payload.CallSid === 'op-twice');
    expect(rows).toMatchObject([{ provider: 'signalwire', kind: 'status', deliveries: 3, status: 'processed' }]);
    expect(rows[0]?.organizationId).toBe(who.organizationId);
    expect(await legsOf(world, callId)).toHaveLength(1);
  });

  it('keeps and logs no number', async () => {
    const callId = await orderedCall(world, who);
    logged.length = 0;
    await post(world, 'status', { call: callId, party: 'operator' }, { ...ringing, CallSid: 'op-quiet' });
    const [row] = (await events()).filter(({ payload }) => payload.CallSid === 'op-quiet');
    expect(JSON.stringify(row?.payload)).not.toContain('2025550');
    expect(logged).toMatchObject([
      { level: 'info', event: 'request', fields: { kind: 'status', inbox: 'processed', status: 200 } },
    ]);
    expect(JSON.stringify(logged)).not.toContain('2025550');
  });

  it('ignores a call that it does not know, and says so in the log', async () => {
    logged.length = 0;
    const answer = await post(
      world,
      'status',
      { call: 'call_nobody', party: 'operator' },
      { ...ringing, CallSid: 'op-?' },
    );
    expect(answer.status).toBe(200);
    expect(logged[0]).toMatchObject({ level: 'warn', fields: { why: 'unknown_call' } });
  });

  it('keeps the first of two first legs, and raises an alarm', async () => {
    const callId = await orderedCall(world, who, { carrierSid: 'op-first', status: 'queued' });
    logged.length = 0;
    const query = { call: callId, party: 'operator' };
    expect((await post(world, 'status', query, { ...ringing, CallSid: 'op-second' })).status).toBe(200);
    expect(await callNow(world, callId)).toMatchObject({ carrierSid: 'op-first', status: 'queued' });
    expect(await legsOf(world, callId)).toEqual([]);
    expect(logged[0]).toMatchObject({ level: 'error', fields: { why: 'second_first_leg' } });
  });

  it('answers a leg of another call with an alarm and leaves both as they are', async () => {
    const [one, two] = [await orderedCall(world, who), await orderedCall(world, who)];
    await post(world, 'status', { call: one, party: 'operator' }, { ...ringing, CallSid: 'op-shared' });
    await post(world, 'status', { call: two, party: 'operator' }, { ...ringing, CallSid: 'op-shared' });
    expect(await callNow(world, one)).toMatchObject({ carrierSid: 'op-shared' });
    expect(await callNow(world, two)).toMatchObject({ carrierSid: null, status: 'ordering' });
  });

  it('leaves nothing behind when it fails, so that the carrier’s repeat starts over', async () => {
    const callId = await orderedCall(world, who);
    const ids = world.deps.ids;
    world.override({ ids: { ...ids, make: (kind) => (kind === 'callLeg' ? fail() : ids.make(kind)) } });
    const query = { call: callId, party: 'operator' };
    const fields = { ...ringing, CallSid: 'op-again' };
    expect((await post(world, 'status', query, fields)).status).toBe(500);
    expect((await events()).filter(({ payload }) => payload.CallSid === 'op-again')).toEqual([]);
    world.override({ ids });
    expect((await post(world, 'status', query, fields)).status).toBe(200);
    expect(await callNow(world, callId)).toMatchObject({ status: 'ringing' });
  });

  it('decides without the other leg’s end when that never comes', async () => {
    const callId = await orderedCall(world, who, { operatorAcceptedAt: world.clock.now() });
    const query = { call: callId, party: 'operator' };
    const ended = { CallSid: 'op-silent', CallStatus: 'completed', SequenceNumber: '4' };
    await post(world, 'status', query, ended);
    const waiting = await callNow(world, callId);
    expect(waiting.endedAt).toBeNull();
    expect(waiting.nextCheckAt?.getTime()).toBe(world.clock.now().getTime() + 10_000);
    world.clock.advance(61_000);
    await post(world, 'status', query, { ...ended, SequenceNumber: '5' });
    expect(await callNow(world, callId)).toMatchObject({ status: 'completed', failureReason: 'canceled' });
    expect(await bookingNow(world, waiting.bookingId)).toMatchObject({ status: 'failed', statusReason: 'canceled' });
  });
});

describe('POST /api/webhooks/signalwire/voice', () => {
  const step = (callId: string, name: string, fields: Record<string, string> = {}) =>
    post(
      world,
      'voice',
      { call: callId, step: name },
      { CallSid: `op-${callId}`, CallStatus: 'in-progress', ...fields },
    );

  it('offers the call to the operator, as XML, the same however often it is asked', async () => {
    const callId = await orderedCall(world, who);
    const first = await step(callId, 'start');
    expect(first.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(first.text).toContain(
      `action="http://localhost:3000/api/webhooks/signalwire/voice?call=${callId}&amp;step=accept"`,
    );
    expect(await step(callId, 'start')).toMatchObject({ status: 200, text: first.text });
    expect(await callNow(world, callId)).toMatchObject({ status: 'in-progress', carrierSid: `op-${callId}` });
  });

  it('hangs up the second of two first legs, so that a doubled order dials nobody', async () => {
    const callId = await orderedCall(world, who);
    await step(callId, 'start');
    const second = await step(callId, 'start', { CallSid: 'op-double' });
    expect(second.text).toMatch(/<Response><Hangup\/><\/Response>/);
  });

  it('hangs up a call that is over or that it does not know', async () => {
    const over = await orderedCall(world, who, { status: 'not-placed', endedAt: world.clock.now() });
    logged.length = 0;
    for (const callId of [over, 'call_nobody'])
      expect((await step(callId, 'start')).text).toMatch(/<Response><Hangup\/><\/Response>/);
    expect(await callNow(world, over)).toMatchObject({ status: 'not-placed', carrierSid: `op-${over}` });
    expect(logged[0]).toMatchObject({ level: 'error', fields: { why: 'placed_after_all' } });
  });

  it.each(['2', '', '11', '*'])('does not dial the attendee for the key %j', async (Digits) => {
    const callId = await orderedCall(world, who);
    await step(callId, 'start');
    const answer = await step(callId, 'accept', { Digits });
    expect(answer.text).not.toContain('<Dial');
    expect((await callNow(world, callId)).operatorAcceptedAt).toBeNull();
  });

  it('does not dial an attendee who opted out while the operator’s phone rang', async () => {
    const callId = await orderedCall(world, who, { attendeePhone: '+12025550177' });
    await step(callId, 'start');
    await world.db.insert(optOuts).values({
      id: world.deps.ids.make('optOut'),
      organizationId: who.organizationId,
      phone: '+12025550177',
      createdAt: world.clock.now(),
    });
    const answer = await step(callId, 'accept', { Digits: '1' });
    expect(answer.text).not.toContain('<Dial');
    expect(await callNow(world, callId)).toMatchObject({ failureReason: 'opted_out' });
  });

  it('says nothing to an attendee whose operator has not accepted', async () => {
    const callId = await orderedCall(world, who);
    const answer = await step(callId, 'attendee', { CallSid: 'at-early' });
    expect(answer.text).toMatch(/<Response><Hangup\/><\/Response>/);
  });

  it('asks for one recording, after the disclosure, and starts it once the answer has gone out', async () => {
    const callId = await orderedCall(world, who);
    await step(callId, 'start');
    await step(callId, 'accept', { Digits: '1' });
    await step(callId, 'attendee', { CallSid: `at-${callId}` });
    expect(await recordingOf(world, callId)).toBeUndefined();
    await step(callId, 'disclosed', { CallSid: `at-${callId}` });
    await step(callId, 'disclosed', { CallSid: `at-${callId}` });
    await world.settle();
    expect(await recordingOf(world, callId)).toMatchObject({ status: 'in-progress', carrierSid: 'rec-x', attempts: 1 });
  });

  it('keeps the recording’s intent when the carrier does not answer, to be tried again', async () => {
    const callId = await orderedCall(world, who);
    world.override({ carrier: { ...carrier, startRecording: () => Promise.reject(new Error('down')) } });
    await step(callId, 'start');
    await step(callId, 'accept', { Digits: '1' });
    await step(callId, 'attendee', { CallSid: `at-${callId}` });
    const answer = await step(callId, 'disclosed', { CallSid: `at-${callId}` });
    expect(answer.text).toMatch(/<Response\/>/);
    await world.settle();
    world.override({ carrier });
    const row = await recordingOf(world, callId);
    expect(row).toMatchObject({ status: 'requested', carrierSid: null, attempts: 1 });
    expect(row?.nextTryAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
  });

  it('asks for a transcription once, and not at all when it is off; an answer lost is asked for again', async () => {
    const asked: [string, string, string][] = [];
    const asking = (answers: boolean) => ({
      ...carrier,
      startTranscription: async (...given: [string, string, string]) => {
        asked.push(given);
        if (!answers) throw new Error('down');
        return true;
      },
    });
    const toDisclosed = async (transcribe: boolean) => {
      const voice = { record: false, transcribe, translate: false, survey: false, qa: false };
      const callId = await orderedCall(world, who, { voice });
      await step(callId, 'start');
      await step(callId, 'accept', { Digits: '1' });
      await step(callId, 'attendee', { CallSid: `at-${callId}` });
      for (const _ of [1, 2]) await step(callId, 'disclosed', { CallSid: `at-${callId}` });
      await world.settle();
      return callId;
    };
    world.override({ carrier: asking(false) });
    await toDisclosed(false);
    expect(asked).toEqual([]);
    const callId = await toDisclosed(true);
    const { carrierSid } = await callNow(world, callId);
    const address = `${world.deps.config.appUrl}/api/webhooks/signalwire/transcription?call=${callId}`;
    expect(asked).toEqual([[carrierSid, callId, address]]);
    world.override({ carrier: asking(true) });
    world.clock.advance(6_000);
    for (const _ of [1, 2]) await drainDueJobs(world.deps, 5_000);
    expect(asked).toHaveLength(2);
    world.override({ carrier });
  });
});

describe('POST /api/webhooks/signalwire/recording', () => {
  const completed = {
    RecordingStatus: 'completed',
    RecordingUrl: 'https://x.signalwire.com/r.mp3',
    RecordingDuration: '42',
  };

  it('keeps the finished recording; an earlier report that comes late does not undo it', async () => {
    const callId = await orderedCall(world, who, { disclosedAt: world.clock.now() });
    await post(world, 'recording', { call: callId }, { RecordingSid: 'rec-1', ...completed });
    await post(world, 'recording', { call: callId }, { RecordingSid: 'rec-1', RecordingStatus: 'in-progress' });
    expect(await recordingOf(world, callId)).toMatchObject({
      status: 'completed',
      durationSeconds: 42,
      mediaUrl: completed.RecordingUrl,
    });
  });

  it('raises an alarm for a recording before the disclosure, and for a second one', async () => {
    const callId = await orderedCall(world, who);
    logged.length = 0;
    await post(world, 'recording', { call: callId }, { RecordingSid: 'rec-early', ...completed });
    expect(logged[0]).toMatchObject({ level: 'error', fields: { why: 'recording_before_disclosure' } });
    await world.db.update(calls).set({ disclosedAt: world.clock.now() }).where(eq(calls.id, callId));
    await post(world, 'recording', { call: callId }, { RecordingSid: 'rec-2', ...completed });
    logged.length = 0;
    await post(world, 'recording', { call: callId }, { RecordingSid: 'rec-3', ...completed });
    expect(logged[0]).toMatchObject({ level: 'error', fields: { why: 'second_recording' } });
    expect(await recordingOf(world, callId)).toMatchObject({ carrierSid: 'rec-2' });
  });
});

describe('POST /api/webhooks/signalwire/transcription', () => {
  it('attaches the text to its call, once', async () => {
    const callId = await orderedCall(world, who);
    const fields = { TranscriptionSid: 'trn-1', TranscriptionStatus: 'completed', TranscriptionText: 'Thank you.' };
    for (const _ of [1, 2]) await post(world, 'transcription', { call: callId }, fields);
    await post(
      world,
      'transcription',
      { call: callId },
      { ...fields, TranscriptionStatus: 'failed', TranscriptionText: '' },
    );
    const rows = await world.db.select().from(transcriptions).where(eq(transcriptions.callId, callId));
    expect(rows).toMatchObject([{ status: 'completed', text: 'Thank you.' }]);
  });
});

describe('POST /api/webhooks/signalwire/message', () => {
  const optedOut = async (phone: string) =>
    (
      await world.db
        .select()
        .from(optOuts)
        .where(and(eq(optOuts.phone, phone), eq(optOuts.organizationId, who.organizationId)))
    ).length;

  it.each(['STOP', ' stop. ', 'Unsubscribe'])('opts out a booked number that texts %j', async (Body) => {
    const phone = `+1202555${String(Math.abs(hash(Body)))
      .padStart(4, '0')
      .slice(0, 4)}`;
    await pendingBooking(world, who, world.clock.now(), { attendeePhone: phone, staffId: null });
    const text = { MessageSid: `m-${Body}`, From: phone, To: '+12025550100', Body };
    expect((await post(world, 'message', {}, text)).status).toBe(200);
    await post(world, 'message', {}, { ...text, MessageSid: `m2-${Body}` });
    expect(await optedOut(phone)).toBe(1);
  });

  it('opts out a recipient whom the carrier reports as opted out', async () => {
    const phone = '+12025550166';
    await pendingBooking(world, who, world.clock.now(), { attendeePhone: phone, staffId: null });
    await post(
      world,
      'message',
      {},
      { MessageSid: 'm-9', From: '+12025550100', To: phone, ErrorCode: '21610', MessageStatus: 'failed' },
    );
    expect(await optedOut(phone)).toBe(1);
  });

  it('ignores any other message', async () => {
    const answer = await post(
      world,
      'message',
      {},
      { MessageSid: 'm-8', From: '+12025550155', To: '+12025550100', Body: 'stop by at 5?' },
    );
    expect(answer.status).toBe(200);
    expect(await optedOut('+12025550155')).toBe(0);
    const [row] = (await events()).filter(({ payload }) => payload.MessageSid === 'm-8');
    expect(row).toMatchObject({ status: 'ignored' });
  });
});

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973, 7);
}

function fail(): never {
  throw new Error('out of ids');
}
