import type { CallingHours, CallOrder, EffectiveVoice } from '@/lib/db/schema/calls';
import type { Entitlements, Plan } from '@/lib/orgs/access/plans';

/** An organization's call settings and entitlements. */
export interface DiallingRules {
  organizationId: string;
  entitlements: Entitlements;
  callOrder: CallOrder;
  graceMinutes: number;
  callsPerSecond: number | null;
  callingHours: CallingHours;
  callerId: string | null;
  operatorLine: string | null;
  voice: EffectiveVoice;
}

/** Columns of `organizations` (o), `call_settings` (s) and `voice_configs` (v) that make up the rules. */
export interface RuleColumns extends EffectiveVoice {
  organization_id: string;
  plan: Plan;
  add_ons: string[];
  flags: string[];
  call_order: CallOrder;
  grace_minutes: number;
  calls_per_second: number | null;
  calling_hours: CallingHours;
  caller_id: string | null;
  operator_line: string | null;
}

export function rulesOf(row: RuleColumns): DiallingRules {
  const { record, transcribe, translate, survey, qa } = row;
  return {
    organizationId: row.organization_id,
    entitlements: { plan: row.plan, addOns: row.add_ons, flags: row.flags },
    callOrder: row.call_order,
    graceMinutes: row.grace_minutes,
    callsPerSecond: row.calls_per_second,
    callingHours: row.calling_hours,
    callerId: row.caller_id,
    operatorLine: row.operator_line,
    voice: { record, transcribe, translate, survey, qa },
  };
}
