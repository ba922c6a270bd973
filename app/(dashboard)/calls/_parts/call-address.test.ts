import { describe, expect, it } from 'vitest';
import { listCallsQuery } from '@/lib/contracts/calls';
import { callQuery } from './call-address';

const parsed = (address: string) =>
  listCallsQuery.parse(
    Object.fromEntries(new URLSearchParams(callQuery(new URLSearchParams(address), 'America/New_York'))),
  );

describe('the address of the calls page', () => {
  it('asks for whole days in the organization’s zone', () => {
    expect(parsed('view=open&status=busy,no-answer&from=2026-03-08&to=2026-03-08')).toEqual({
      view: 'open',
      status: ['busy', 'no-answer'],
      from: '2026-03-08T05:00:00.000Z',
      to: '2026-03-09T04:00:00.000Z',
      limit: 50,
    });
  });

  it('still opens when parts of it mean nothing', () => {
    expect(parsed('view=all&status=x&from=2026-02-30&to=soon')).toEqual({ limit: 50 });
  });
});
