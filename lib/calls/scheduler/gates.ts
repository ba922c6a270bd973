import type { FailureReason } from '@/lib/calls/rules';
import type { CallingHours, GateAnswer } from '@/lib/db/schema/calls';
import { type Entitlements, hasFeature } from '@/lib/orgs/access/plans';
import { kindOfNumber, refusalText } from '@/lib/phone/number-kind';
import { zonesOfNumber } from '@/lib/phone/zones-of-number';
import { withinCallingHours } from '@/lib/time/calling-hours';
import { durationText } from '@/lib/time/duration-text';
import { MINUTE_MS } from '@/lib/time/units';

/** The facts the gates decide on, read in the transaction that claims the booking. */
interface GateQuestion {
  at: Date;
  dueAt: Date;
  graceMinutes: number;
  entitlements: Entitlements;
  operatorPhone: string | null;
  attendeePhone: string;
  /** The attendee's zone if somebody stated it. */
  statedZone: string | null;
  callingHours: CallingHours;
  optedOut: boolean;
}

/** The answers of all gates, and the reason of the first that refuses. */
export interface GateVerdict {
  answers: GateAnswer[];
  refused: FailureReason | null;
}

/** Checks every gate at the instant of dialling. The call keeps all answers as evidence. */
export function checkGates(question: GateQuestion): GateVerdict {
  const hours = checkCallingHours(question);
  const callable = checkNumbers(question);
  const lateMs = question.at.getTime() - question.dueAt.getTime();
  const gates: [gate: string, passed: boolean, evidence: string, reason: FailureReason][] = [
    [
      'grace',
      lateMs <= question.graceMinutes * MINUTE_MS,
      lateMs < 1_000 ? 'On time' : `${durationText(lateMs)} late, ${question.graceMinutes} min allowed`,
      'missed',
    ],
    [
      'plan',
      hasFeature(question.entitlements, 'scheduled_calls'),
      `${planName(question.entitlements.plan)} plan`,
      'plan_required',
    ],
    [
      'opt_out',
      !question.optedOut,
      question.optedOut ? 'On the do-not-call list' : 'Not on the do-not-call list',
      'opted_out',
    ],
    ['callable', callable.refusal === null, callable.evidence, 'number_not_callable'],
    ['calling_hours', hours.allowed, hours.evidence, 'outside_calling_hours'],
    [
      'operator_phone',
      question.operatorPhone !== null,
      question.operatorPhone === null ? 'The operator has no phone number' : 'The operator has a phone number',
      'operator_without_phone',
    ],
  ];
  return {
    answers: gates.map(([gate, passed, evidence]) => ({ gate, passed, evidence })),
    refused: gates.find(([, passed]) => !passed)?.[3] ?? null,
  };
}

function planName(plan: string): string {
  return `${plan.charAt(0).toUpperCase()}${plan.slice(1)}`;
}

function checkCallingHours({ at, attendeePhone, statedZone, callingHours }: GateQuestion) {
  if (!callingHours.enabled) return { allowed: true, evidence: 'Calling hours are off' };
  return withinCallingHours(callingHours, zonesOfAttendee(attendeePhone, statedZone), at);
}

/** A stated zone narrows the zones of the number. Where the number is never in it, both count: forms often state the host's. */
function zonesOfAttendee(phone: string, statedZone: string | null): string[] {
  const zones = zonesOfNumber(phone);
  if (!statedZone) return zones;
  return zones.includes(statedZone) ? [statedZone] : [statedZone, ...zones];
}

/** Both parties' numbers must be of a kind that can be called, whatever way they came in. */
function checkNumbers({ attendeePhone, operatorPhone }: GateQuestion) {
  for (const [party, phone] of [
    ['attendee', attendeePhone],
    ['operator', operatorPhone],
  ] as const) {
    const refusal = phone === null ? null : kindOfNumber(phone).refusal;
    if (refusal) return { refusal, evidence: `The ${party}’s number: ${refusalText[refusal]}` };
  }
  return { refusal: null, evidence: `A number in ${kindOfNumber(attendeePhone).country}` };
}
