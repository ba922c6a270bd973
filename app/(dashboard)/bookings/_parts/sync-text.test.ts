import { describe, expect, it } from 'vitest';
import type { Booking } from '@/lib/contracts/bookings';
import { syncText } from './sync-text';

type Synced = Pick<Booking, 'status' | 'sync_state' | 'sync_error' | 'connection_id'>;
const booking: Synced = { status: 'pending', sync_state: 'synced', sync_error: null, connection_id: 'cnx_1' };

describe('whether a calendar agrees with a booking', () => {
  it.each<[Partial<Synced>, string | null, string]>([
    [{}, 'Cal.com', 'In Cal.com'],
    [{ sync_state: 'pending', connection_id: null }, null, 'Adding to the calendar'],
    [{ sync_state: 'pending' }, 'Calendly', 'Adding to Calendly'],
    [{ sync_state: 'failed', sync_error: 'slot_unavailable', connection_id: null }, null, 'Not in the calendar'],
    [{ sync_state: 'failed', sync_error: 'cannot_reschedule' }, 'Outlook', 'Out of sync with Outlook'],
    [{ status: 'cancelled' }, 'Cal.com', 'Removed from Cal.com'],
    [{ status: 'cancelled', sync_state: 'pending' }, 'Cal.com', 'Removing from Cal.com'],
    [
      { status: 'cancelled', sync_state: 'failed', sync_error: 'cannot_cancel' },
      'Calendly',
      'May still be in Calendly',
    ],
  ])('%j is said as it is', (changes, calendar, text) => {
    expect(syncText({ ...booking, ...changes }, calendar)).toBe(text);
  });
});
