import { eq } from 'drizzle-orm';
import { POST as message } from '@/app/api/webhooks/signalwire/message/route';
import { POST as recording } from '@/app/api/webhooks/signalwire/recording/route';
import { POST as status } from '@/app/api/webhooks/signalwire/status/route';
import { POST as transcription } from '@/app/api/webhooks/signalwire/transcription/route';
import { POST as voice } from '@/app/api/webhooks/signalwire/voice/route';
import type { Clock } from '@/lib/core/clock';
import { bookings } from '@/lib/db/schema/bookings';
import { callLegs, calls, recordings } from '@/lib/db/schema/calls';
import { type FormFields, signFormPost } from '@/sandbox/carrier/signature';
import type { TestMember } from './factories';
import { pendingBooking } from './scheduler-world';
import type { World } from './world';

/** The carrier's endpoints by the last part of their address. */
export const webhooks = { message, recording, status, transcription, voice };

/** Inserts a call that was just ordered. */
export async function orderedCall(
  world: World<Clock>,
  who: { organizationId: string; operator: TestMember },
  changes: Partial<typeof calls.$inferInsert> = {},
): Promise<string> {
  const now = world.clock.now();
  const bookingId = await pendingBooking(world, who, now, {
    status: 'calling',
    attempts: 1,
    // Without an operator, calls at the same instant don't clash.
    staffId: null,
  });
  const id = world.deps.ids.make('call');
  await world.db.insert(calls).values({
    id,
    organizationId: who.organizationId,
    bookingId,
    attempt: 1,
    status: 'ordering',
    callOrder: 'operator_first',
    operatorPhone: '+12025550190',
    attendeePhone: '+12025550143',
    fromPhone: '+12025550100',
    voice: { record: true, transcribe: false, translate: false, survey: false, qa: false },
    gates: [{ gate: 'opt_out', passed: true, evidence: 'not on the list' }],
    dueAt: now,
    intentAt: now,
    orderedAt: now,
    latenessMs: 0,
    nextCheckAt: new Date(now.getTime() + 30_000),
    createdAt: now,
    updatedAt: now,
    ...changes,
  });
  await world.db.update(bookings).set({ callId: id }).where(eq(bookings.id, bookingId));
  return id;
}

/** A signed post of the carrier to one of our addresses. */
export function carrierPost(
  world: World<Clock>,
  name: keyof typeof webhooks,
  query: Record<string, string>,
  fields: Record<string, string> | FormFields,
): Request {
  const { appUrl, carrier } = world.deps.config;
  const url = `${appUrl}/api/webhooks/signalwire/${name}?${new URLSearchParams(query)}`;
  const form: FormFields = Array.isArray(fields) ? fields : Object.entries(fields as Record<string, string>);
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-signalwire-signature': signFormPost(carrier.signingKeys[0] ?? '', url, form),
    },
    body: new URLSearchParams(form.map(([key, value]): [string, string] => [key, value])).toString(),
  });
}

/** Sends such a post and reads the answer. */
export async function post(
  world: World<Clock>,
  name: keyof typeof webhooks,
  query: Record<string, string>,
  fields: Record<string, string>,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await webhooks[name](carrierPost(world, name, query, fields));
  return { status: response.status, text: await response.text(), headers: response.headers };
}

export async function callNow(world: World<Clock>, id: string) {
  const [call] = await world.db.select().from(calls).where(eq(calls.id, id));
  if (!call) throw new Error('no such call');
  return call;
}

export async function legsOf(world: World<Clock>, id: string) {
  return world.db.select().from(callLegs).where(eq(callLegs.callId, id)).orderBy(callLegs.party);
}

export async function recordingOf(world: World<Clock>, id: string) {
  const [row] = await world.db.select().from(recordings).where(eq(recordings.callId, id));
  return row;
}
