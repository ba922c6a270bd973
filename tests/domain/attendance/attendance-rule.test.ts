import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callVerdict, type Evidence, foldAttendance, personOf } from '@/lib/attendance/internal/attendance-rule';

const start = new Date('2026-03-02T10:00:00Z');
const of = { person: 'maya@acme.test', start };
let serial = 0;
const said = (partial: Partial<Evidence>): Evidence => {
  serial += 1;
  return {
    id: `evd_${String(serial).padStart(4, '0')}`,
    kind: 'manual',
    says: true,
    at: start,
    person: of.person,
    occasion: start,
    showTime: null,
    ...partial,
  };
};
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

describe('attendance', () => {
  it('is unknown while nothing decides', () => {
    expect(foldAttendance([said({ kind: 'meeting_ended', says: null })], of).showedUp).toBeNull();
  });

  it('is the manual mark, whatever other evidence there is', () => {
    const evidence = [
      said({ kind: 'call', says: true, at: minutes(30) }),
      said({ kind: 'no_show_marked', says: false, at: minutes(90) }),
      said({ kind: 'manual', says: false, at: minutes(5) }),
    ];
    expect(foldAttendance(evidence, of).showedUp).toBe(false);
  });

  it('follows the latest mark, and other evidence again once the mark is removed', () => {
    const call = said({ kind: 'call', says: true });
    const no = said({ says: false, at: minutes(5) });
    expect(foldAttendance([no, call, said({ says: true, at: minutes(4) })], of).showedUp).toBe(false);
    expect(foldAttendance([no, call, said({ says: null, at: minutes(6) })], of)).toMatchObject({
      showedUp: true,
      basis: call.id,
    });
  });

  it('is reset by removing the mark in the calendar', () => {
    const marked = said({ kind: 'no_show_marked', says: false, at: minutes(40) });
    expect(foldAttendance([marked], of).showedUp).toBe(false);
    expect(
      foldAttendance([marked, said({ kind: 'no_show_unmarked', says: null, at: minutes(50) })], of).showedUp,
    ).toBeNull();
  });

  it('is showed after talking with us, also after an unanswered call', () => {
    const missed = said({ kind: 'call', says: false, at: minutes(10) });
    const talked = said({ kind: 'call', says: true, at: minutes(5), showTime: minutes(5) });
    expect(foldAttendance([missed, talked], of)).toMatchObject({ showedUp: true, showTime: minutes(5) });
  });

  it('follows the organization’s rule last', () => {
    const rule = said({ kind: 'unmarked_rule', says: true, at: minutes(60 * 24) });
    expect(foldAttendance([rule], of).showedUp).toBe(true);
    expect(foldAttendance([rule, said({ kind: 'no_show_marked', says: false })], of).showedUp).toBe(false);
  });

  it('ignores evidence about another person or another start of the meeting', () => {
    const other = said({ kind: 'manual', says: false, person: 'tom@acme.test' });
    const earlier = said({ kind: 'manual', says: false, occasion: minutes(-60 * 24) });
    expect(foldAttendance([other, earlier], of).showedUp).toBeNull();
    expect(personOf({ email: 'Maya@ACME.test', name: 'Maya' })).toBe(of.person);
  });

  it('does not depend on the order in which the evidence arrives', () => {
    const evidence = fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('manual', 'call', 'no_show_marked', 'no_show_unmarked', 'attended', 'unmarked_rule'),
      says: fc.constantFrom(true, false, null),
      at: fc.integer({ min: 0, max: 3 }).map(minutes),
      person: fc.constantFrom(of.person, 'tom@acme.test'),
      occasion: fc.constantFrom(start, minutes(-60)),
      showTime: fc.constantFrom(null, minutes(2)),
    });
    fc.assert(
      fc.property(
        fc
          .uniqueArray(evidence as fc.Arbitrary<Evidence>, { maxLength: 9, selector: ({ id }) => id })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(foldAttendance(shuffled, of)).toEqual(foldAttendance(all, of));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('our own call', () => {
  const rules = { talkSeconds: 30, unansweredIsNoShow: false };
  const call = { ended: true, failureReason: null, talkSeconds: 30, isLast: true };

  it('is showed after talking long enough', () => {
    expect(callVerdict(call, rules)).toBe(true);
    expect(callVerdict({ ...call, talkSeconds: 29 }, rules)).toBeNull();
    expect(callVerdict({ ...call, ended: false }, rules)).toBeNull();
  });

  it('unanswered is a no-show only by the organization’s rule, and after the last attempt', () => {
    const missed = { ...call, failureReason: 'attendee_no_answer', talkSeconds: null };
    expect(callVerdict(missed, rules)).toBeNull();
    expect(callVerdict(missed, { ...rules, unansweredIsNoShow: true })).toBe(false);
    expect(callVerdict({ ...missed, isLast: false }, { ...rules, unansweredIsNoShow: true })).toBeNull();
    expect(
      callVerdict({ ...missed, failureReason: 'operator_busy' }, { ...rules, unansweredIsNoShow: true }),
    ).toBeNull();
  });
});
