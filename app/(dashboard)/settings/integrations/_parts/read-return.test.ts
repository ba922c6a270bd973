import { describe, expect, it } from 'vitest';
import { connectFailures } from '@/lib/calendars/connections/oauth-connect';
import { readReturn } from './read-return';

const read = (query: string) => readReturn(new URLSearchParams(query));

describe('the way back from a consent', () => {
  it('tells that it is connected, under the provider’s name here', () => {
    expect(read('connected=microsoft')).toEqual({ provider: 'outlook', failure: null });
  });

  it.each(Object.entries(connectFailures))('tells of %s in its own words', (failed, words) => {
    expect(read(`failed=${failed}&provider=calendly`)).toEqual({ provider: 'calendly', failure: words });
  });

  it.each([
    '',
    'connected=toString',
    'failed=constructor&provider=calendly',
    'failed=denied',
    'failed=denied&provider=x',
  ])('says nothing to %j', (query) => {
    expect(read(query)).toBeNull();
  });
});
