import { describe, expect, it } from 'vitest';
import { blankDraft, bodyOf, type Draft, firstOffer, instantOf, quickStarts, startOf, wallOf } from './draft';

const now = Date.parse('2026-03-02T10:07:40.000Z');
const defaults = { timeZone: 'Europe/Berlin', minutes: 30, staffId: 'stf_1' };
const draft = (change: Partial<Draft> = {}): Draft => ({ ...blankDraft(firstOffer(now), defaults), ...change });

describe('a new booking', () => {
  it('begins at the next quarter of an hour that leaves ten minutes, on the wall clock of the zone', () => {
    expect(new Date(firstOffer(now)).toISOString()).toBe('2026-03-02T10:30:00.000Z');
    expect(draft()).toMatchObject({ date: '2026-03-02', time: '11:30' });
  });

  it('offers quick starts: a minute ahead or a little more, a quarter of an hour, tomorrow at ten by the wall clock', () => {
    const starts = quickStarts(now, 'Europe/Berlin').map(({ at }) => new Date(at).toISOString());
    expect(starts).toEqual(['2026-03-02T10:09:00.000Z', '2026-03-02T10:23:00.000Z', '2026-03-03T09:00:00.000Z']);
  });

  it('never leaves less time than a quick start says', () => {
    const early = Date.parse('2026-03-02T10:07:20.000Z');
    expect(quickStarts(early, 'Europe/Berlin')[0]?.at).toBe(Date.parse('2026-03-02T10:09:00.000Z'));
  });

  it('keeps ten o’clock when the clocks change overnight', () => {
    const evening = Date.parse('2026-03-28T19:00:00.000Z');
    const tomorrow = quickStarts(evening, 'Europe/Berlin')[2];
    expect(new Date(tomorrow?.at ?? 0).toISOString()).toBe('2026-03-29T08:00:00.000Z');
  });

  it('is called after the attendee when nobody gives it a title', () => {
    expect(bodyOf(draft({ attendeeName: ' Anna Berg ' })).title).toBe('Call with Anna Berg');
    expect(bodyOf(draft({ title: 'Renewal', attendeeName: 'Anna' })).title).toBe('Renewal');
  });
});

describe('the start of a draft', () => {
  it('is sent as wall time, so that the server resolves it by the zone', () => {
    expect(startOf(draft({ date: '2026-06-01', time: '09:00' }))).toBe('2026-06-01T09:00');
  });

  it('is unknown while the day or the time is missing', () => {
    expect(startOf(draft({ time: null }))).toBeNull();
    expect(instantOf(draft({ date: null }))).toBeNull();
  });

  it('moves on by the gap when the clocks skip it', () => {
    const skipped = draft({ date: '2026-03-29', time: '02:30' });
    expect(new Date(instantOf(skipped) ?? 0).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('can mean either instant of a wall time that comes twice', () => {
    const twice = draft({ date: '2026-10-25', time: '02:30' });
    expect(new Date(instantOf(twice) ?? 0).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(startOf({ ...twice, occurrence: 'second' })).toBe('2026-10-25T01:30:00.000Z');
  });

  it('comes back from an instant as the same instant, the second of two included', () => {
    for (const at of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-07-01T12:00:00.000Z']) {
      const again = draft(wallOf(Date.parse(at), 'Europe/Berlin'));
      expect(new Date(instantOf(again) ?? 0).toISOString()).toBe(at);
    }
  });
});
