import { describe, expect, it } from 'vitest';
import { type StagedCall, stageOf } from './call-stage';

const at = '2026-03-02T10:00:00.000Z';
const call = (facts: Partial<StagedCall>): StagedCall => ({
  status: 'in-progress',
  live: true,
  call_order: 'operator_first',
  attendee_name: 'Maya Fischer',
  operator_name: 'Omar Haddad',
  operator_accepted_at: null,
  attendee_answered_at: null,
  disclosed_at: null,
  bridged_at: null,
  failure_text: null,
  ordered_at: at,
  legs: [],
  ...facts,
});
type Leg = StagedCall['legs'][number];
const leg = (party: Leg['party'], facts: Partial<Leg> = {}): Leg => ({
  party,
  status: 'ringing',
  answered_at: null,
  ringing_at: at,
  ended_at: null,
  ...facts,
});
const headline = (facts: Partial<StagedCall>, isOwn = true) => stageOf(call(facts), isOwn).headline;

describe('the state of a call', () => {
  it('follows the order of an operator’s call, and speaks to the operator', () => {
    expect(headline({ status: 'ordering' })).toBe('Placing the call');
    expect(headline({ status: 'queued' })).toBe('Queued at the carrier');
    expect(headline({ status: 'ringing', legs: [leg('operator')] })).toBe('Your phone is ringing');
    expect(headline({ legs: [leg('operator', { answered_at: at })] })).toBe('Press 1 to connect');
    expect(headline({ operator_accepted_at: at })).toBe('Ringing Maya Fischer…');
    expect(headline({ operator_accepted_at: at, attendee_answered_at: at })).toBe('Playing the recording notice');
    expect(headline({ attendee_answered_at: at, disclosed_at: at })).toBe('Connecting you');
    expect(headline({ bridged_at: at })).toBe('Connected');
  });

  it('names the operator to everybody else', () => {
    expect(headline({ status: 'ringing', legs: [leg('operator')] }, false)).toBe('Ringing Omar Haddad…');
    expect(headline({ legs: [leg('operator', { answered_at: at })] }, false)).toBe('Omar Haddad answered');
    expect(headline({ operator_name: null, status: 'ringing' }, false)).toBe('Ringing the operator line…');
  });

  it('goes the other way round when the attendee is called first', () => {
    const first = { call_order: 'attendee_first' } as const;
    expect(headline({ ...first, status: 'ringing' })).toBe('Ringing Maya Fischer…');
    expect(headline({ ...first, attendee_answered_at: at })).toBe('Playing the recording notice');
    expect(headline({ ...first, attendee_answered_at: at, disclosed_at: at })).toBe('Your phone is ringing');
  });

  it('says that a line was busy, not answered or not reached as soon as its leg has ended', () => {
    const ended = (status: Leg['status']) => ({
      operator_accepted_at: at,
      legs: [leg('operator', { answered_at: at, status: 'in-progress' }), leg('attendee', { status, ended_at: at })],
    });
    expect(stageOf(call(ended('busy')), true)).toMatchObject({
      headline: 'Maya Fischer’s line is busy',
      kind: 'failed',
    });
    expect(headline(ended('no-answer'))).toBe('Maya Fischer didn’t answer');
    expect(headline(ended('failed'))).toBe('We couldn’t reach Maya Fischer');
    expect(headline({ legs: [leg('operator', { status: 'busy', ended_at: at })] })).toBe('Your line is busy');
    expect(headline({ legs: [leg('operator', { status: 'no-answer', ended_at: at })] }, false)).toBe(
      'Omar Haddad didn’t answer',
    );
  });

  it('never claims a call was placed while the carrier has not confirmed it', () => {
    expect(stageOf(call({ status: 'unknown' }), true)).toMatchObject({
      headline: 'Waiting for the carrier to confirm',
      kind: 'waiting',
    });
  });

  it('distinguishes an end after a conversation from a call that reached nobody', () => {
    expect(stageOf(call({ live: false, status: 'completed', bridged_at: at }), true).kind).toBe('over');
    const failed = stageOf(
      call({ live: false, status: 'completed', failure_text: 'The attendee did not answer.' }),
      true,
    );
    expect(failed).toMatchObject({ kind: 'failed', detail: 'The attendee did not answer.' });
  });
});
