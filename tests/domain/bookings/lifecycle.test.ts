import { describe, expect, it } from 'vitest';
import { hasTakenPlace, isOpenToProvider, meetingStatus } from '@/lib/bookings/lifecycle';

const now = new Date('2026-03-02T10:00:00.000Z');
const over = now;
const running = new Date(now.getTime() + 1);

type Booking = Parameters<typeof meetingStatus>[0];
const meeting = (changes: Partial<Booking> = {}): Booking => ({
  fulfilment: 'meeting',
  status: 'pending',
  statusReason: null,
  syncError: null,
  endTime: over,
  ...changes,
});

const completed = { status: 'completed', statusReason: null } as const;
const failed = { status: 'failed', statusReason: 'no_show' } as const;
const open = { status: 'pending', statusReason: null } as const;

describe('how a meeting stands by who came', () => {
  it.each<[string, Partial<Booking>, (boolean | null)[], unknown]>([
    ['over, somebody came', {}, [true], completed],
    ['over, one of two came', {}, [false, true], completed],
    ['over, one came and of the other nobody knows', {}, [null, true], completed],
    ['over, nobody came', {}, [false, false], failed],
    ['over, one did not come and of the other nobody knows', {}, [false, null], open],
    ['over, nothing is known', {}, [null], open],
    ['over, and nobody was to come', {}, [], open],
    ['still running, though somebody is there', { endTime: running }, [true], open],
    ['still running, though nobody is there', { endTime: running }, [false], open],
    ['at a time that its provider has not told', { syncError: 'time_unknown' }, [true], open],
    ['completed, the mark taken back', completed, [null], open],
    ['completed, the mark corrected', completed, [false], failed],
    ['failed as a no-show, the mark corrected', failed, [true], completed],
    ['failed as a no-show, the mark taken back', failed, [null], open],
    ['completed, and moved to a later time', { ...completed, endTime: running }, [null], open],
    ['a call of ours', { fulfilment: 'call' }, [true], null],
    ['a call that failed', { fulfilment: 'call', status: 'failed', statusReason: 'missed' }, [true], null],
    ['cancelled', { status: 'cancelled' }, [true], null],
    ['refused by its provider', { status: 'failed', statusReason: 'slot_taken' }, [true], null],
    ['not confirmed by its host', { statusReason: 'awaiting_confirmation' }, [true], null],
  ])('%s', (_, changes, showedUp, standing) => {
    expect(meetingStatus(meeting(changes), showedUp, now)).toEqual(standing);
  });
});

describe('what its provider may still move or end', () => {
  it.each<[string, Partial<Booking>, boolean, boolean]>([
    ['a meeting to come', {}, false, true],
    ['a meeting that took place', completed, true, true],
    ['a meeting to which nobody came', failed, true, true],
    ['a meeting that was refused', { status: 'failed', statusReason: 'slot_taken' }, false, false],
    ['a cancelled meeting', { status: 'cancelled', statusReason: 'cancelled_by_user' }, false, false],
    ['a call to come', { fulfilment: 'call' }, false, true],
    ['a call that was made', { fulfilment: 'call', ...completed }, false, false],
    ['a call under way', { fulfilment: 'call', status: 'calling' }, false, false],
  ])('%s', (_, changes, held, openToProvider) => {
    expect([hasTakenPlace(meeting(changes)), isOpenToProvider(meeting(changes))]).toEqual([held, openToProvider]);
  });
});
