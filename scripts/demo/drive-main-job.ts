import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Booking, bookingDetailsResponse, savedBookingResponse } from '@/lib/contracts/bookings';
import { callResponse } from '@/lib/contracts/calls';
import type { Carrier } from '@/sandbox/carrier/start-carrier';
import { demoPassword } from '@/sandbox/demo-data/demo-organizations';
import { type ApiClient, ApiProblem, signIn } from './api-client';

/** The result of one run of the main job. */
interface MainJobResult {
  bookingId: string;
  callId: string;
  status: string;
  /** From the booking's start to the order's arrival at the carrier, by the carrier's own record. */
  latenessMs: number;
}

const AHEAD_MS = 5_000;
const GIVE_UP_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 200;
const OPERATOR = 'operator@demo.test';
/** In the carrier's time. Long enough to count as attended. */
const TALK_SECONDS = 24;

/**
 * Signs in, books a call a few seconds ahead, waits until it is over and declares its outcome, all through public
 * endpoints. @throws Error with the reason if any step goes wrong
 */
export async function driveMainJob(
  appUrl: string,
  carrier: Carrier,
  say: (line: string) => void,
): Promise<MainJobResult> {
  const api = await signIn(appUrl, OPERATOR, demoPassword);
  say(`Signed in as ${OPERATOR}`);
  carrier.control.addScripts({ '*': { talkSeconds: TALK_SECONDS } });
  const booked = await book(api);
  const start = new Date(booked.start_time);
  say(`Booked "${booked.title}" with ${booked.attendee_name} for ${start.toISOString().slice(11, 19)} UTC`);

  const ended = await untilOver(api, booked.id, say);
  const callId = ended.call_id;
  if (!callId) throw new Error(`The booking is ${ended.status} (${ended.status_reason}) without a call.`);

  const orders = carrier.control.orders().filter(({ urlParams }) => urlParams.call === callId);
  const [order] = orders;
  if (!order || orders.length > 1) throw new Error(`The carrier received ${orders.length} orders for the call.`);
  const latenessMs = order.receivedAt - start.getTime();
  say(`The carrier received one order, ${latenessMs} ms after the due time`);
  if (ended.status !== 'completed') throw new Error(`The booking ended as ${ended.status}: ${ended.status_reason}.`);

  await declareOutcome(api, callId, say);
  return { bookingId: booked.id, callId, status: ended.status, latenessMs };
}

async function book(api: ApiClient): Promise<Booking> {
  const body = () => ({
    title: 'Pricing for 40 seats',
    start_time: new Date(Math.ceil((Date.now() + AHEAD_MS) / 1000) * 1000).toISOString(),
    duration_minutes: 5,
    attendee_name: 'Maya Fischer',
    attendee_email: 'maya.fischer@northpeak.example',
    attendee_phone: '+12125550141',
  });
  const post = (more: object) =>
    api.post('/api/bookings', { ...body(), ...more }, savedBookingResponse, { 'idempotency-key': randomUUID() });
  try {
    return (await post({})).booking;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'operator_busy') throw error;
    // The demo's own bookings may occupy this operator right now; the team's line is free.
    return (await post({ staff_id: null })).booking;
  }
}

async function untilOver(api: ApiClient, id: string, say: (line: string) => void): Promise<Booking> {
  const told = new Set<string>();
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  while (performance.now() < giveUpAt) {
    const { booking, timeline } = await api.get(`/api/bookings/${id}`, bookingDetailsResponse);
    for (const entry of timeline) {
      const line = `${entry.actor.name}: ${entry.summary}`;
      if (!told.has(entry.id + line)) say(line);
      told.add(entry.id + line);
    }
    if (booking.status !== 'pending' && booking.status !== 'calling') return booking;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`The booking was not over after ${GIVE_UP_AFTER_MS / 1000} s.`);
}

async function declareOutcome(api: ApiClient, callId: string, say: (line: string) => void): Promise<void> {
  const { call } = await api.get(`/api/calls/${callId}`, callResponse);
  for (const { key, text, confirmed_at } of call.confirmations) {
    if (confirmed_at) continue;
    await api.post(`/api/calls/${callId}/confirmations`, { key }, callResponse);
    say(`Ticked: ${text}`);
  }
  const outcome = { outcome: 'meeting_booked', note: 'Second meeting with the finance lead on Thursday.' };
  const declared = await api.post(`/api/calls/${callId}/outcome`, outcome, callResponse);
  if (declared.call.outcome !== outcome.outcome) throw new Error('The outcome was not saved.');
  say(`Declared: ${outcome.outcome.replaceAll('_', ' ')}, after ${call.talk_seconds ?? 0} s of talk`);
}
