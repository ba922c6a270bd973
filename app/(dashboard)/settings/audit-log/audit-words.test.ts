import { expect, it } from 'vitest';
import { actorText, detailText } from './audit-words';

const detailOf = (detail: Record<string, string | string[] | null>) =>
  detailText({ detail } as Parameters<typeof detailText>[0]);

it('shows scopes and providers as people know them, and leaves out what has no value', () => {
  expect(detailOf({ scopes: ['bookings:read', 'removed:scope'] })).toBe('scopes: View bookings, removed:scope');
  expect(detailOf({ provider: 'calcom', lead_id: null, booking_id: 'bk_1' })).toBe(
    'provider: Cal.com · booking ID: bk_1',
  );
});

it('names who acted, also when it was by an API key', () => {
  expect(actorText({ kind: 'system', name: null } as Parameters<typeof actorText>[0])).toBe('Slotline');
  expect(actorText({ kind: 'api_key', name: 'Nina' } as Parameters<typeof actorText>[0])).toBe('Nina (API key)');
});
