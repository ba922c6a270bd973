import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { DELETE as untick } from '@/app/api/calls/[id]/confirmations/route';
import { POST as endCall } from '@/app/api/calls/[id]/end/route';
import { PATCH as changeCall, GET as getCall } from '@/app/api/calls/[id]/route';
import type { Role } from '@/lib/core/context';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { optOuts, transcriptions } from '@/lib/db/schema/calls';
import { askCall, type CallDesk, declares, deskVoice, sharedCallDesk, ticks } from '@/tests/support/call-desk';
import { callNow, orderedCall } from '@/tests/support/calls';
import { scriptedCarrier } from '@/tests/support/scripted-carrier';

const desk = sharedCallDesk();
let world: CallDesk['world'];
let as: CallDesk['as'];
beforeAll(() => {
  ({ world, as } = desk);
});

describe('confirmations', () => {
  it('are ticked once, however often, and can be unticked', async () => {
    const id = await desk.talking();
    await ticks(id, as.operator, 'identity');
    world.clock.advance(5_000);
    const { body } = await ticks(id, as.owner, 'identity');
    const [identity] = body.call.confirmations;
    expect(identity).toMatchObject({ key: 'identity', confirmed_by: desk.operator.name });
    for (const _ of [1, 2]) {
      const unticked = await askCall(untick, id, as.operator, { method: 'DELETE', query: { key: 'identity' } });
      expect(unticked.body.call.confirmations[0]).toMatchObject({ confirmed_at: null, confirmed_by: null });
    }
  });

  it('of a prompt that is none are refused', async () => {
    const id = await desk.talking();
    expect(await ticks(id, as.operator, 'nonsense')).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ field: 'key' }] },
    });
  });
});

describe('the outcome', () => {
  it('is declared with a note, and can be corrected, which the booking remembers', async () => {
    const id = await desk.talked();
    const first = await declares(id, as.operator, 'connected_interested', 'Send the offer.');
    expect(first.body.call).toMatchObject({
      outcome: 'connected_interested',
      outcome_note: 'Send the offer.',
      outcome_by: desk.operator.name,
    });
    await declares(id, as.operator, 'connected_interested', 'Send the offer.');
    const second = await declares(id, as.operator, 'callback_requested');
    expect(second.body.call).toMatchObject({ outcome: 'callback_requested', outcome_note: null });
    const { bookingId } = await callNow(world, id);
    const trail = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, bookingId));
    expect(trail.filter(({ kind }) => kind === 'outcome_corrected')).toHaveLength(1);
    expect(second.body.call.timeline.some(({ summary }) => summary === 'Outcome changed')).toBe(true);
  });

  it('must be one of the list, and of a call that reached somebody', async () => {
    const id = await desk.talked();
    expect(await declares(id, as.operator, 'great')).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
    const early = await orderedCall(world, desk.who, { status: 'queued' });
    expect(await declares(early, as.operator, 'voicemail')).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('puts the number on the opt-out list when the attendee wants no calls', async () => {
    const id = await desk.talked({ attendeePhone: '+12025550188' });
    await declares(id, as.operator, 'do_not_call');
    const rows = await world.db.select().from(optOuts).where(eq(optOuts.phone, '+12025550188'));
    expect(rows).toMatchObject([{ organizationId: desk.who.organizationId, createdBy: desk.operator.id }]);
  });

  it('of two declared at once, one is the first and one corrects it', async () => {
    const id = await desk.talked();
    const outcomes = ['connected_interested', 'connected_not_interested'];
    const answers = await Promise.all(outcomes.map((outcome) => declares(id, as.operator, outcome)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { bookingId } = await callNow(world, id);
    const trail = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, bookingId));
    expect(trail).toHaveLength(1);
  });
});

describe('the quality rules, when QA is on', () => {
  const qa = { ...deskVoice, qa: true };

  it('want every required prompt ticked before an outcome that follows a talk', async () => {
    const id = await desk.talked({ voice: qa });
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
    const id = await desk.talked({ voice: qa });
    expect((await declares(id, as.operator, 'voicemail')).status).toBe(200);
  });

  it('close the record to operators once the outcome is declared; owner and admin may correct it', async () => {
    const id = await desk.talked({ voice: qa });
    await declares(id, as.operator, 'voicemail');
    const closed = { status: 409, body: { code: 'outcome_already_declared' } };
    expect(await declares(id, as.operator, 'no_answer')).toMatchObject(closed);
    expect(await ticks(id, as.operator, 'identity')).toMatchObject(closed);
    const untickAnswer = await askCall(untick, id, as.operator, { method: 'DELETE', query: { key: 'identity' } });
    expect(untickAnswer).toMatchObject(closed);
    expect(await askCall(changeCall, id, as.operator, { method: 'PATCH', body: { notes: 'late' } })).toMatchObject(
      closed,
    );
    expect((await askCall(getCall, id, as.operator)).body.call.rights).toMatchObject({
      tick: false,
      declare_outcome: false,
      edit_notes: false,
    });
    expect((await declares(id, as.admin, 'no_answer')).status).toBe(200);
    const corrected = await askCall(changeCall, id, as.owner, { method: 'PATCH', body: { notes: 'reviewed' } });
    expect(corrected.body.call.timeline.map(({ summary }) => summary)).toEqual(
      expect.arrayContaining(['Outcome changed', 'Call notes changed']),
    );
  });

  it('keep recordings and transcripts to owner, admin and supervisor', async () => {
    const id = await desk.talked({ voice: qa });
    await desk.keepRecording(id);
    await world.db.insert(transcriptions).values({
      id: world.deps.ids.make('transcription'),
      organizationId: desk.who.organizationId,
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
      const { body } = await askCall(getCall, id, as[role as Role]);
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
    const id = await desk.talking();
    const written = await askCall(changeCall, id, as.operator, { method: 'PATCH', body: { notes: '  Wants blue.  ' } });
    expect(written.body.call.notes).toBe('Wants blue.');
    const emptied = await askCall(changeCall, id, as.operator, { method: 'PATCH', body: { notes: ' ' } });
    expect(emptied.body.call.notes).toBeNull();
  });

  it.each([{}, { notes: 5 }, { notes: 'x'.repeat(10_001) }])('answers 400 to another body', async (body) => {
    const id = await desk.talking();
    expect(await askCall(changeCall, id, as.operator, { method: 'PATCH', body })).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
  });
});

describe('POST /api/calls/:id/end', () => {
  it('hangs up what is under way', async () => {
    const id = await desk.talking();
    const ended: string[] = [];
    const carrier = {
      ...scriptedCarrier(() => world.clock.now()),
      endCall: async (sid: string) => ended.push(sid) > 0,
    };
    world.override({ carrier });
    expect(await askCall(endCall, id, as.operator, { method: 'POST' })).toMatchObject({
      status: 200,
      body: { success: true, result: 'hung_up' },
    });
    expect(ended).toEqual([(await callNow(world, id)).carrierSid]);
  });

  it('answers 409 to a call that is over, or that the carrier does not have yet', async () => {
    for (const id of [await desk.talked(), await orderedCall(world, desk.who)])
      expect(await askCall(endCall, id, as.operator, { method: 'POST' })).toMatchObject({
        status: 409,
        body: { code: 'call_not_live' },
      });
  });
});
