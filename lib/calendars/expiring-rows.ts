import { type ExpiringRows, olderThan } from '@/lib/db/expiring-rows';
import { oauthStates, spentSlotTokens } from '@/lib/db/schema/calendars';
import { DAY_MS } from '@/lib/time/units';

export const expiringCalendarRows: ExpiringRows[] = [
  // A token lives for minutes; a day covers any clock that is wrong.
  {
    table: spentSlotTokens,
    key: spentSlotTokens.tokenId,
    isExpired: (now) => olderThan(spentSlotTokens.spentAt, now, DAY_MS),
  },
  { table: oauthStates, key: oauthStates.stateHash, isExpired: (now) => olderThan(oauthStates.expiresAt, now, DAY_MS) },
];
