import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endCall } from '@/lib/calls/end-call';
import { startRequestedRecordings } from '@/lib/calls/voice/start-recordings';
import { trustedOrgId } from '@/lib/core/context';
import { transcriptions } from '@/lib/db/schema/calls';
import { schedulerContext } from '@/lib/wiring/scheduler';
import { callNow, legsOf, recordingOf } from '@/tests/support/calls';
import { eventually } from '@/tests/support/eventually';
import { openTelephoneWorld, type TelephoneWorld } from '@/tests/support/phone-world';
import { bookingNow } from '@/tests/support/scheduler-world';

let telephone: TelephoneWorld;
beforeAll(async () => {
  telephone = await openTelephoneWorld();
});
afterAll(() => telephone.close());
beforeEach(() => telephone.sandbox.control.reset());

const operator = '+12025550190';
const attendee = '+12025550143';

/** What the carrier saw of the leg to a number. */
function legTo(number: string) {
  const leg = telephone.sandbox.control.calls(number).at(-1);
  if (!leg) throw new Error('nobody dialled that number');
  return leg;
}

async function bookingOf(callId: string) {
  return bookingNow(telephone.world, (await callNow(telephone.world, callId)).bookingId);
}

function end(callId: string) {
  const { world, who } = telephone;
  const context = { carrier: world.deps.carrier, appUrl: world.deps.config.appUrl };
  return endCall({ db: world.db, org: trustedOrgId(who.organizationId) }, callId, context);
}

describe('a call, operator first', () => {
  it('plays the whole recording notice before recording, then bridges, and completes the booking', async () => {
    const callId = await telephone.dial({ operator, attendee });
    await telephone.over(callId);

    const [first, second] = [legTo(operator), legTo(attendee)];
    const disclosure = second.verbs.find((verb) => verb.verb === 'Say' && verb.text === 'This call is recorded.');
    expect(disclosure?.finished).toBe(true);
    const [recording, ...more] = [...first.recordings, ...second.recordings];
    expect(more).toEqual([]);
    expect(recording?.source).toBe('StartCallRecordingAPI');
    expect(recording?.seq).toBeGreaterThan(disclosure?.endedSeq ?? Number.POSITIVE_INFINITY);
    expect(first.recordings).toHaveLength(1);

    const call = await callNow(telephone.world, callId);
    expect(call).toMatchObject({
      status: 'completed',
      failureReason: null,
      carrierSid: first.callSid,
      nextCheckAt: null,
    });
    for (const at of ['operatorAcceptedAt', 'attendeeAnsweredAt', 'disclosedAt', 'bridgedAt'] as const)
      expect(call[at], at).toBeInstanceOf(Date);
    expect(await bookingOf(callId)).toMatchObject({ status: 'completed', statusReason: null });
    expect(await legsOf(telephone.world, callId)).toMatchObject([
      { party: 'attendee', status: 'completed', carrierSid: second.callSid },
      { party: 'operator', status: 'completed', carrierSid: first.callSid },
    ]);
    expect(await recordingOf(telephone.world, callId)).toMatchObject({
      status: 'completed',
      nextTryAt: null,
      channels: 2,
    });
    expect(telephone.sandbox.control.calls().flatMap((leg) => leg.instructionErrors)).toEqual([]);
  });

  it('plays the recording notice but records nothing when recording is off', async () => {
    const callId = await telephone.dial({ operator, attendee }, { voice: { record: false } });
    await telephone.over(callId);
    expect(legTo(attendee).verbs.some((verb) => verb.text === 'This call is recorded.')).toBe(true);
    expect([...legTo(operator).recordings, ...legTo(attendee).recordings]).toEqual([]);
    expect(await recordingOf(telephone.world, callId)).toBeUndefined();
  });

  it('is transcribed when that is on, and gets its text after the call', async () => {
    const callId = await telephone.dial({ operator, attendee }, { voice: { transcribe: true } });
    await telephone.over(callId);
    const transcribed = () => telephone.world.db.select().from(transcriptions).where(eq(transcriptions.callId, callId));
    await eventually('the text arrives', async () => (await transcribed()).length > 0);
    expect(await transcribed()).toMatchObject([{ status: 'completed', text: 'Thank you, that was helpful.' }]);
  });

  it.each([
    ['operator_busy', { operator: '+12025550101', attendee }],
    ['operator_no_answer', { operator: '+12025550102', attendee }],
    ['operator_failed', { operator: '+12025550104', attendee }],
    ['operator_declined', { operator: '+12025550106', attendee }],
    ['operator_declined', { operator: '+12025550108', attendee }],
    ['attendee_busy', { operator, attendee: '+12025550101' }],
    ['attendee_no_answer', { operator, attendee: '+12025550102' }],
    ['attendee_failed', { operator, attendee: '+12025550103' }],
    ['attendee_failed', { operator, attendee: '+12025550104' }],
    ['attendee_hung_up', { operator, attendee: '+12025550107' }],
  ])('fails as %s', async (reason, numbers) => {
    const callId = await telephone.dial(numbers);
    await telephone.over(callId);
    expect(await callNow(telephone.world, callId)).toMatchObject({ failureReason: reason, disclosedAt: null });
    expect(await bookingOf(callId)).toMatchObject({ status: 'failed', statusReason: reason });
    expect(await recordingOf(telephone.world, callId)).toBeUndefined();
    if (reason.startsWith('operator')) expect(telephone.sandbox.control.calls(attendee)).toEqual([]);
  });

  it('asks the attendee the survey question once the operator ends the call', async () => {
    telephone.sandbox.control.addScripts({
      [operator]: { talkSeconds: null },
      [attendee]: { talkSeconds: null, digits: ['4'] },
    });
    const callId = await telephone.dial({ operator, attendee }, { voice: { survey: true } });
    await eventually('they talk', async () => (await callNow(telephone.world, callId)).bridgedAt !== null);
    await eventually('the bridge stands', () =>
      telephone.sandbox.control.events().some((event) => event.type === 'bridged'),
    );
    expect(await end(callId)).toBe('survey');
    await telephone.over(callId);
    await eventually('the answer is kept', async () => (await callNow(telephone.world, callId)).surveyAnswer === '4');
    expect(await bookingOf(callId)).toMatchObject({ status: 'completed' });
    const said = legTo(attendee).verbs.map((verb) => verb.text);
    expect(said).toContain('After the call, we will ask you one short question about it.');
  });

  it('ends both lines without a survey', async () => {
    telephone.sandbox.control.addScripts({ [operator]: { talkSeconds: null }, [attendee]: { talkSeconds: null } });
    const callId = await telephone.dial({ operator, attendee });
    await eventually('they talk', () => telephone.sandbox.control.events().some((event) => event.type === 'bridged'));
    expect(await end(callId)).toBe('hung_up');
    await telephone.over(callId);
    expect(legTo(attendee).status).toBe('completed');
    await expect(end(callId)).rejects.toMatchObject({ code: 'call_not_live' });
  });
});

describe('a call, attendee first', () => {
  const callOrder = 'attendee_first';

  it('plays the recording notice before recording and before the operator’s phone rings', async () => {
    const callId = await telephone.dial({ operator, attendee }, { callOrder });
    await telephone.over(callId);
    const [first, second] = [legTo(attendee), legTo(operator)];
    const disclosure = first.verbs.find((verb) => verb.verb === 'Say' && verb.text === 'This call is recorded.');
    expect(disclosure?.finished).toBe(true);
    expect(first.recordings).toHaveLength(1);
    expect(first.recordings[0]?.seq).toBeGreaterThan(disclosure?.endedSeq ?? Number.POSITIVE_INFINITY);
    expect(second.dialStarted?.seq).toBeGreaterThan(disclosure?.endedSeq ?? Number.POSITIVE_INFINITY);
    expect(await callNow(telephone.world, callId)).toMatchObject({ failureReason: null, answeredBy: 'human' });
    expect(await bookingOf(callId)).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['answering_machine', { operator, attendee: '+12025550105' }],
    ['attendee_busy', { operator, attendee: '+12025550101' }],
    ['attendee_hung_up', { operator, attendee: '+12025550107' }],
    ['operator_busy', { operator: '+12025550101', attendee }],
    ['operator_no_answer', { operator: '+12025550102', attendee }],
    ['operator_declined', { operator: '+12025550106', attendee }],
  ])('fails as %s', async (reason, numbers) => {
    const callId = await telephone.dial(numbers, { callOrder });
    await telephone.over(callId);
    expect(await callNow(telephone.world, callId)).toMatchObject({ failureReason: reason, bridgedAt: null });
  });

  it('asks the survey question when the operator ends the call', async () => {
    telephone.sandbox.control.addScripts({
      [operator]: { talkSeconds: null },
      [attendee]: { talkSeconds: null, digits: ['5'] },
    });
    const callId = await telephone.dial({ operator, attendee }, { callOrder, voice: { survey: true } });
    await eventually('they talk', () => telephone.sandbox.control.events().some((event) => event.type === 'bridged'));
    expect(await end(callId)).toBe('survey');
    await telephone.over(callId);
    expect(await callNow(telephone.world, callId)).toMatchObject({ surveyAnswer: '5', failureReason: null });
  });
});

describe('a recording', () => {
  it.each(['accept-then-500', 'accept-then-reset', 'refuse-500'] as const)(
    'starts once although the carrier answers with %s, and never gets lost',
    async (kind) => {
      telephone.sandbox.control.addScripts({ [operator]: { talkSeconds: null }, [attendee]: { talkSeconds: null } });
      telephone.sandbox.control.addFault({ kind, on: 'recordings.create', count: 1 });
      const callId = await telephone.dial({ operator, attendee });
      await eventually('they talk', () => telephone.sandbox.control.events().some((event) => event.type === 'bridged'));
      await telephone.world.settle();
      const context = schedulerContext(telephone.world.deps);
      const later = new Date(telephone.world.clock.now().getTime() + 3_600_000);
      await startRequestedRecordings(context, later);
      await startRequestedRecordings(context, later);
      expect(legTo(operator).recordings).toHaveLength(1);
      await end(callId);
      await telephone.over(callId);
      const recording = await recordingOf(telephone.world, callId);
      expect(['completed', 'absent']).toContain(recording?.status);
      expect(recording?.nextTryAt).toBeNull();
    },
  );
});

describe('callbacks that the carrier doubles, delays and swaps', () => {
  it.each(['callback-duplicate', 'callback-reorder'] as const)('lead to the same end: %s', async (kind) => {
    telephone.sandbox.control.addFault({ kind, delayMs: 150, probability: 0.5 });
    const callId = await telephone.dial({ operator, attendee });
    await telephone.over(callId);
    expect(await callNow(telephone.world, callId)).toMatchObject({ status: 'completed', failureReason: null });
    expect(await bookingOf(callId)).toMatchObject({ status: 'completed' });
  });
});
