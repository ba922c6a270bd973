import { describe, expect, it } from 'vitest';
import { type StagedCall, stageOf } from './call-stage';

const at = '2026-03-02T10:00:00.000Z';
const call = (facts: Partial<StagedCall>): StagedCall => ({
  status: 'in-progress',
  live: true,
  call_order: 'operator_first',
  operator_accepted_at: null,
  attendee_answered_at: null,
  disclosed_at: null,
  bridged_at: null,
  failure_text: null,
  ordered_at: at,
  legs: [],
  ...facts,
});
const leg = (party: 'operator' | 'attendee', answered_at: string | null = null) => ({
  party,
  answered_at,
  ringing_at: at,
  ended_at: null,
});
const headline = (facts: Partial<StagedCall>) => stageOf(call(facts)).headline;

describe('where a call stands', () => {
  it('is told in the order in which the operator’s call goes', () => {
    expect(headline({ status: 'ordering' })).toBe('The call is being ordered');
    expect(headline({ status: 'queued' })).toBe('The carrier has the call');
    expect(headline({ status: 'ringing', legs: [leg('operator')] })).toBe('The operator’s telephone rings');
    expect(headline({ legs: [leg('operator', at)] })).toBe('The operator has answered');
    expect(headline({ operator_accepted_at: at })).toBe('The attendee’s telephone rings');
    expect(headline({ operator_accepted_at: at, attendee_answered_at: at })).toBe('The attendee hears the disclosure');
    expect(headline({ attendee_answered_at: at, disclosed_at: at })).toBe('The two are being connected');
    expect(headline({ bridged_at: at })).toBe('They are talking');
  });

  it('is told the other way round when the attendee is called first', () => {
    const first = { call_order: 'attendee_first' } as const;
    expect(headline({ ...first, status: 'ringing' })).toBe('The attendee’s telephone rings');
    expect(headline({ ...first, attendee_answered_at: at })).toBe('The attendee hears the disclosure');
    expect(headline({ ...first, attendee_answered_at: at, disclosed_at: at })).toBe('The operator’s telephone rings');
  });

  it('never claims a call was placed while the carrier has not confirmed it', () => {
    expect(stageOf(call({ status: 'unknown' }))).toMatchObject({
      headline: 'The carrier has not confirmed the order',
      kind: 'waiting',
    });
  });

  it('tells an end after a talk from one that reached nobody', () => {
    expect(stageOf(call({ live: false, status: 'completed', bridged_at: at })).kind).toBe('over');
    const failed = stageOf(call({ live: false, status: 'completed', failure_text: 'The attendee did not answer.' }));
    expect(failed).toMatchObject({ kind: 'failed', detail: 'The attendee did not answer.' });
  });
});
