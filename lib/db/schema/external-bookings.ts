import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bookings } from './bookings';
import { connections } from './calendars';
import { instant } from './columns';

/**
 * One booking at a provider, under one of its ids. The snapshot merges everything its deliveries and its list have
 * reported, regardless of order and repetition. Rescheduling gives a booking another id; the snapshot links the two.
 */
export const externalBookings = pgTable(
  'external_bookings',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    externalId: text('external_id').notNull(),
    organizationId: text('organization_id').notNull(),
    /** Our booking; null until one exists. */
    bookingId: text('booking_id').references(() => bookings.id, { onDelete: 'set null' }),
    snapshot: jsonb('known').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.externalId] }), index('external_bookings_of').on(t.bookingId)],
);
