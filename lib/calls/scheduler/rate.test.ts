import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowanceAt, fairShare, type Grants, withGrant } from '@/lib/calls/scheduler/internal/rate';

const at = (ms: number) => new Date(1_700_000_000_000 + ms);

describe('the call rate', () => {
  it('never grants more calls within a window than the rate allows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 60, noNaN: true }),
        fc.array(fc.record({ wait: fc.nat(700), wish: fc.integer({ min: 1, max: 80 }) }), { maxLength: 60 }),
        (rate, steps) => {
          let grants: Grants = [];
          let now = 0;
          const granted: { ms: number; count: number }[] = [];
          for (const { wait, wish } of steps) {
            now += wait;
            const count = Math.min(wish, allowanceAt(grants, rate, at(now)).count);
            if (count === 0) continue;
            grants = withGrant(grants, rate, at(now), count);
            granted.push({ ms: now, count });
          }
          const windowMs = rate >= 1 ? 1000 : 1000 / rate;
          for (const { ms } of granted) {
            const inWindow = granted.filter((grant) => grant.ms > ms - windowMs && grant.ms <= ms);
            expect(inWindow.reduce((sum, grant) => sum + grant.count, 0)).toBeLessThanOrEqual(
              Math.max(1, Math.floor((rate * windowMs) / 1000)),
            );
          }
        },
      ),
    );
  });

  it('says when the next call may be granted', () => {
    const grants = withGrant([], 1, at(0), 1);
    expect(allowanceAt(grants, 1, at(400))).toEqual({ count: 0, from: at(1000) });
    expect(allowanceAt(grants, 1, at(1000)).count).toBe(1);
  });

  it('serves an organization with one call before the second call of one with thousands', () => {
    const many = {
      organizationId: 'a',
      due: Array.from({ length: 1000 }, (_, i) => `a${i}`),
      allowed: 1000,
      lastGrantAt: null,
    };
    const one = { organizationId: 'b', due: ['b0'], allowed: 1000, lastGrantAt: at(0) };
    expect(fairShare([many, one], 3)).toEqual(['a0', 'b0', 'a1']);
    expect(fairShare([{ ...many, lastGrantAt: at(5) }, one], 1)).toEqual(['b0']);
  });

  it('gives no organization more than its own rate allows', () => {
    const slow = { organizationId: 'a', due: ['a0', 'a1', 'a2'], allowed: 1, lastGrantAt: null };
    const other = { organizationId: 'b', due: ['b0', 'b1'], allowed: 5, lastGrantAt: null };
    expect(fairShare([slow, other], 10)).toEqual(['a0', 'b0', 'b1']);
  });
});
