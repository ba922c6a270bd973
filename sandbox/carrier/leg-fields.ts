import type { Leg } from './leg';
import { rfc2822 } from './rfc2822';
import type { FormFields } from './signature';
import type { World } from './world';

/** The fields that every request about a call carries. */
export function callFields(world: World, leg: Leg, callStatus: string): [string, string][] {
  const fields: [string, string][] = [
    ['CallSid', leg.sid],
    ['AccountSid', world.settings.projectId],
    ['ApiVersion', '2010-04-01'],
    ['CallStatus', callStatus],
    ['Direction', leg.order.direction],
    ['From', leg.order.from],
    ['To', leg.order.to],
  ];
  if (leg.order.parentSid) fields.push(['ParentCallSid', leg.order.parentSid]);
  if (leg.answeredBy) fields.push(['AnsweredBy', leg.answeredBy]);
  return fields;
}

const SIP_PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  404: 'Not Found',
  486: 'Busy Here',
  487: 'Request Terminated',
  480: 'Temporarily Unavailable',
  603: 'Decline',
};

/** Seconds between answer and end, as people experienced them; 0 when never answered. */
export function callDuration(world: World, leg: Leg): number {
  if (leg.answeredAt === null || leg.endedAt === null) return 0;
  return Math.round(world.humanSeconds(leg.endedAt - leg.answeredAt));
}

/** The fields of a call progress report; uses up a sequence number of the leg. */
export function progressFields(world: World, leg: Leg, callStatus: string): FormFields {
  const fields = callFields(world, leg, callStatus);
  fields.push(
    ['Timestamp', rfc2822(Date.now())],
    ['SequenceNumber', String(leg.sequence)],
    ['CallbackSource', 'call-progress-events'],
  );
  leg.sequence += 1;
  if (leg.endedAt !== null) {
    fields.push(['CallDuration', String(callDuration(world, leg))]);
    if (leg.hangupBy) fields.push(['HangupBy', leg.hangupBy === 'callee' ? 'callee' : 'caller']);
  }
  if (leg.sipCode !== null) {
    fields.push(
      ['SipResultCode', String(leg.sipCode)],
      ['SipInviteResultPhrase', SIP_PHRASES[leg.sipCode] ?? 'Unknown'],
    );
  }
  return fields;
}
