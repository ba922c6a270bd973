import { describe, expect, it } from 'vitest';
import { checkGates } from '@/lib/calls/scheduler/gates';

const at = new Date('2027-05-18T08:00:00Z');
const question = {
  at,
  dueAt: at,
  graceMinutes: 10,
  entitlements: { plan: 'business', addOns: [], flags: {} },
  operatorPhone: '+12025550190',
  attendeePhone: '+12025550143',
  statedZone: null,
  callingHours: { enabled: false, start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] },
  optedOut: false,
} as unknown as Parameters<typeof checkGates>[0];

describe('the gate of callable numbers', () => {
  it.each(['+19005550143', '+449098790000', '+97912345678', '+8821612345678'])(
    'lets nobody ring %s, whatever way it was booked',
    (attendeePhone) => {
      const { refused, answers } = checkGates({ ...question, attendeePhone });
      expect(refused).toBe('number_not_callable');
      expect(answers.find(({ gate }) => gate === 'callable')).toMatchObject({ passed: false });
    },
  );

  it('refuses an operator who would be rung on a premium line', () => {
    expect(checkGates({ ...question, operatorPhone: '+19005550143' }).refused).toBe('number_not_callable');
  });

  it('lets ordinary numbers pass, and keeps their country as evidence', () => {
    const { refused, answers } = checkGates(question);
    expect(refused).toBeNull();
    expect(answers.find(({ gate }) => gate === 'callable')).toMatchObject({ passed: true, evidence: 'A number in US' });
  });
});

describe('calling hours', () => {
  const hours = { ...question.callingHours, enabled: true };

  it('hold in the zone of the number, too, when the stated zone is none of the number’s', () => {
    // 09:00 in London, 01:00 in California.
    const verdict = checkGates({
      ...question,
      callingHours: hours,
      attendeePhone: '+14155550143',
      statedZone: 'Europe/London',
    });
    expect(verdict.refused).toBe('outside_calling_hours');
  });

  it('hold in the stated zone alone when the number may be there', () => {
    const verdict = checkGates({
      ...question,
      at: new Date('2027-05-18T13:30:00Z'),
      dueAt: new Date('2027-05-18T13:30:00Z'),
      callingHours: hours,
      // Area code 928 covers two zones.
      attendeePhone: '+19285550143',
      statedZone: 'America/Denver',
    });
    expect(verdict.refused).toBe('outside_calling_hours');
    const later = new Date('2027-05-18T14:30:00Z');
    expect(
      checkGates({
        ...question,
        at: later,
        dueAt: later,
        callingHours: hours,
        attendeePhone: '+19285550143',
        statedZone: 'America/Denver',
      }).refused,
    ).toBeNull();
  });
});
