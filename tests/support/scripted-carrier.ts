import { randomUUID } from 'node:crypto';
import type { CallOrderRequest, Carrier, CarrierCall, OrderAnswer } from '@/lib/calls/carrier';

type Script = (
  request: CallOrderRequest,
  nth: number,
) => OrderAnswer['kind'] | 'unknown-after-accept' | Promise<OrderAnswer['kind']>;

/** An in-process carrier that remembers every call it accepted, for tests to compare with. */
export interface ScriptedCarrier extends Carrier {
  taken: (CarrierCall & { documentUrl: string; takenAt: Date })[];
  received: CallOrderRequest[];
  /** Calls that were hung up, by sid. */
  ended: string[];
  /** Decides each order; `unknown-after-accept` accepts the call but answers like a timeout. */
  script: Script;
  listFails: boolean;
  /** How long after its acceptance a call is missing from the list. */
  listsAfterMs: number;
}

/** @param now the source of the carrier's timestamps */
export function scriptedCarrier(now: () => Date): ScriptedCarrier {
  const unused = () => Promise.reject(new Error('not part of this test'));
  const carrier: ScriptedCarrier = {
    taken: [],
    received: [],
    ended: [],
    script: () => 'accepted',
    listFails: false,
    listsAfterMs: 0,
    async order(request): Promise<OrderAnswer> {
      carrier.received.push(request);
      const decision = await carrier.script(request, carrier.received.length);
      if (decision === 'refused') return { kind: 'refused', carrierCode: '21211', alarm: false };
      if (decision === 'account-refused')
        return { kind: 'account-refused', retryAfterSeconds: 60, carrierCode: '20003' };
      if (decision === 'not-taken') return { kind: 'not-taken', retryAfterSeconds: 5, why: 'rate' };
      if (decision === 'unknown') return { kind: 'unknown', why: 'time-out' };
      const sid = randomUUID();
      carrier.taken.push({
        sid,
        to: request.to,
        from: request.from,
        status: 'queued',
        createdAt: now(),
        durationSeconds: null,
        answeredBy: null,
        parentSid: null,
        documentUrl: request.documentUrl,
        takenAt: now(),
      });
      return decision === 'accepted'
        ? { kind: 'accepted', sid, status: 'queued' }
        : { kind: 'unknown', why: 'time-out' };
    },
    async findCalls({ to, from, createdSince }) {
      if (carrier.listFails) throw new Error('The carrier does not answer.');
      const isMeant = (call: CarrierCall) => call.to === to && call.from === from && call.createdAt >= createdSince;
      // A call that the carrier lists late is there, and not shown.
      const isListed = (call: { takenAt: Date }) => now().getTime() - call.takenAt.getTime() >= carrier.listsAfterMs;
      return { calls: carrier.taken.filter((call) => isMeant(call) && isListed(call)), complete: true };
    },
    fetchCall: async (sid) => carrier.taken.find((call) => call.sid === sid) ?? null,
    childCalls: async () => [],
    recordingsOf: async () => [],
    endCall: async (sid) => {
      carrier.ended.push(sid);
      return true;
    },
    redirectCall: unused,
    startRecording: unused,
    startTranscription: unused,
    stopRecording: unused,
    recordingMedia: unused,
  };
  return carrier;
}

/** The call id in an order's document address. */
export function callIdOf(order: { documentUrl: string }): string | null {
  return new URL(order.documentUrl).searchParams.get('call');
}
