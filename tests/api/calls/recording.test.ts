import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getRecording } from '@/app/api/calls/[id]/recording/route';
import { calls } from '@/lib/db/schema/calls';
import { orderedCall, recordingOf } from '@/tests/support/calls';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { openTelephoneWorld, type TelephoneWorld } from '@/tests/support/phone-world';

let telephone: TelephoneWorld;
let callId: string;
const as = {} as Record<'operator' | 'supervisor' | 'viewer' | 'rival', Caller>;

beforeAll(async () => {
  telephone = await openTelephoneWorld();
  const { world, who } = telephone;
  as.operator = await signIn(world, who.operator);
  for (const role of ['supervisor', 'viewer'] as const)
    as[role] = await signIn(world, await makeMember(world, { id: who.organizationId }, role));
  as.rival = await signIn(world, (await makeOrganization(world)).owner);
  callId = await telephone.dial({ operator: '+12025550190', attendee: '+12025550143' });
  await telephone.over(callId);
});
afterAll(() => telephone.close());

function play(id: string, caller: Caller | undefined, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`${process.env.APP_URL}/api/calls/${id}/recording`, {
    headers: { ...caller, ...headers },
  });
  return getRecording(request, { params: Promise.resolve({ id }) });
}

async function refusal(answer: Response) {
  return { status: answer.status, code: (await answer.json()).code };
}

describe('GET /api/calls/:id/recording', () => {
  it('plays the sound to a member, and never says where the carrier keeps it', async () => {
    const answer = await play(callId, as.operator);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^audio\//);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const { mediaUrl } = (await recordingOf(telephone.world, callId)) ?? {};
    expect(JSON.stringify([...answer.headers])).not.toContain(new URL(mediaUrl ?? '').host);
    // The carrier itself asks for credentials, which only the server has.
    expect((await fetch(mediaUrl ?? '')).status).toBe(401);
  });

  it('plays a part, so that a player can seek', async () => {
    const whole = Buffer.from(await (await play(callId, as.operator)).arrayBuffer());
    const parts: [string, number, number][] = [
      ['bytes=0-9', 0, 10],
      ['bytes=100-', 100, whole.length],
      ['bytes=-7', whole.length - 7, whole.length],
    ];
    for (const [range, from, to] of parts) {
      const answer = await play(callId, as.operator, { range });
      expect([range, answer.status]).toEqual([range, 206]);
      expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${whole.length}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(whole.subarray(from, to))).toBe(true);
    }
    expect((await play(callId, as.operator, { range: `bytes=${whole.length}-` })).status).toBe(416);
  });

  it('answers 401 to nobody and 404 to another organization', async () => {
    expect(await refusal(await play(callId, undefined))).toEqual({ status: 401, code: 'unauthenticated' });
    expect(await refusal(await play(callId, as.rival))).toEqual({ status: 404, code: 'not_found' });
    expect(await refusal(await play('call_nobody', as.operator))).toEqual({ status: 404, code: 'not_found' });
  });

  it('answers 404 where nothing was recorded', async () => {
    const silent = await orderedCall(telephone.world, telephone.who);
    expect(await refusal(await play(silent, as.operator))).toEqual({ status: 404, code: 'not_found' });
  });

  it('with QA on, is for the supervisor and not for the operator', async () => {
    const voice = { record: true, transcribe: false, translate: false, survey: false, qa: true };
    await telephone.world.db.update(calls).set({ voice }).where(eq(calls.id, callId));
    for (const role of ['operator', 'viewer'] as const)
      expect(await refusal(await play(callId, as[role]))).toEqual({ status: 403, code: 'forbidden' });
    const answer = await play(callId, as.supervisor);
    expect(answer.status).toBe(200);
    await answer.body?.cancel();
  });

  it('answers 503 when the carrier is down', async () => {
    await telephone.sandbox.control.goDown();
    expect(await refusal(await play(callId, as.supervisor))).toEqual({ status: 503, code: 'provider_unavailable' });
    await telephone.sandbox.control.goUp();
  });
});
