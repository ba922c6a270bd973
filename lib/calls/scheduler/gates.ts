import type { FailureReason } from '@/lib/calls/rules';
import type { CallingHours, GateAnswer } from '@/lib/db/schema/calls';
import { type Entitlements, hasFeature } from '@/lib/orgs/access/plans';
import { zonesOfNumber } from '@/lib/phone/zones-of-number';
import { withinCallingHours } from '@/lib/time/calling-hours';
import { MINUTE_MS } from '@/lib/time/units';

/** What the gates are asked about, read in the transaction that claims the booking. */
export interface GateQuestion {
  at: Date;
  dueAt: Date;
  graceMinutes: number;
  entitlements: Entitlements;
  operatorPhone: string | null;
  attendeePhone: string;
  attendeeTimezone: string | null;
  callingHours: CallingHours;
  optedOut: boolean;
}

/** The answers of all gates, and the reason of the first that stays shut. */
export interface GateVerdict {
  answers: GateAnswer[];
  refused: FailureReason | null;
}

/** Asks every gate at the instant of dialling; all answers are kept with the call as evidence. */
export function checkGates(question: GateQuestion): GateVerdict {
  const hours = askCallingHours(question);
  const lateMs = question.at.getTime() - question.dueAt.getTime();
  const gates: [gate: string, passed: boolean, evidence: string, reason: FailureReason][] = [
    [
      'grace',
      lateMs <= question.graceMinutes * MINUTE_MS,
      `${Math.round(lateMs / 1000)} s after its time, ${question.graceMinutes} min allowed`,
      'missed',
    ],
    [
      'plan',
      hasFeature(question.entitlements, 'scheduled_calls'),
      `plan ${question.entitlements.plan}`,
      'plan_required',
    ],
    [
      'opt_out',
      !question.optedOut,
      question.optedOut ? 'the number is on the opt-out list' : 'the number is not on the opt-out list',
      'opted_out',
    ],
    ['calling_hours', hours.allowed, hours.evidence, 'outside_calling_hours'],
    [
      'operator_phone',
      question.operatorPhone !== null,
      question.operatorPhone === null ? 'no number for the operator' : 'the operator has a number',
      'operator_without_phone',
    ],
  ];
  return {
    answers: gates.map(([gate, passed, evidence]) => ({ gate, passed, evidence })),
    refused: gates.find(([, passed]) => !passed)?.[3] ?? null,
  };
}

function askCallingHours({ at, attendeePhone, attendeeTimezone, callingHours }: GateQuestion) {
  if (!callingHours.enabled) return { allowed: true, evidence: 'calling hours are switched off' };
  const zones = attendeeTimezone ? [attendeeTimezone] : zonesOfNumber(attendeePhone);
  return withinCallingHours(callingHours, zones, at);
}
