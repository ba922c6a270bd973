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
  /** Decides each order; `unknown-after-accept` accepts the call but answers like a timeout. */
  script: Script;
  listFails: boolean;
}

/** @param now the source of the carrier's timestamps */
export function scriptedCarrier(now: () => Date): ScriptedCarrier {
  const unused = () => Promise.reject(new Error('not part of this test'));
  const carrier: ScriptedCarrier = {
    taken: [],
    received: [],
    script: () => 'accepted',
    listFails: false,
    async order(request): Promise<OrderAnswer> {
      carrier.received.push(request);
      const decision = await carrier.script(request, carrier.received.length);
      if (decision === 'refused') return { kind: 'refused', carrierCode: '21211', alarm: false };
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
      return carrier.taken.filter((call) => call.to === to && call.from === from && call.createdAt >= createdSince);
    },
    fetchCall: async (sid) => carrier.taken.find((call) => call.sid === sid) ?? null,
    childCalls: async () => [],
    recordingsOf: async () => [],
    endCall: unused,
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
