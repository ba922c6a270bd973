import { describe, expect, it } from 'vitest';
import { listBookingsQuery } from '@/lib/contracts/bookings';
import { bookingQuery, isFiltered } from './booking-address';

const parsed = (address: string) =>
  listBookingsQuery.parse(Object.fromEntries(new URLSearchParams(bookingQuery(new URLSearchParams(address)))));

describe('the address of the bookings page', () => {
  it('asks for what it names', () => {
    expect(
      parsed('view=past&status=failed,completed&staff=stf_1&source=api&from=2026-01-01&to=2026-01-31&q=anna'),
    ).toEqual({
      view: 'past',
      status: ['completed', 'failed'],
      staff_id: 'stf_1',
      source: 'api',
      from: '2026-01-01',
      to: '2026-01-31',
      q: 'anna',
      limit: 50,
      offset: 0,
    });
  });

  it('still opens when parts of it mean nothing', () => {
    expect(parsed('view=x&status=late,failed&source=fax&from=yesterday&to=2026-02-30&q=')).toEqual({
      view: 'upcoming',
      status: ['failed'],
      limit: 50,
      offset: 0,
    });
  });

  it('counts as narrowed by filters, not by the view or the open drawer', () => {
    expect(isFiltered(new URLSearchParams('view=past&booking=bk_1'))).toBe(false);
    expect(isFiltered(new URLSearchParams('q=anna'))).toBe(true);
  });
});
