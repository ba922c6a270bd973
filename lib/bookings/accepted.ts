import { and, eq, ne, or, sql } from 'drizzle-orm';
import { bookings } from '@/lib/db/schema/bookings';
import { openToProvider } from './meeting-status';
import { AWAITING_CONFIRMATION } from './rules';

/** Rows that stand: neither cancelled nor refused by the provider that was to hold them. */
export const stands = and(ne(bookings.status, 'cancelled'), or(eq(bookings.fulfilment, 'call'), openToProvider));

/**
 * Rows of accepted bookings, which are the ones that count: they stand, their host has confirmed them where one is asked,
 * and a meeting to come that a provider is to hold is known to be there.
 */
export const isAccepted = and(
  stands,
  sql`${bookings.statusReason} is distinct from ${AWAITING_CONFIRMATION}`,
  sql`not (${bookings.fulfilment} = 'meeting' and ${bookings.status} = 'pending' and ${bookings.externalId} is null
           and coalesce(${bookings.syncState}, 'synced') <> 'synced')`,
);
