import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bookings } from './bookings';
import { connections } from './calendars';
import { instant } from './columns';

/**
 * What is known of one booking at a provider, under one of its ids: everything its deliveries and its list have told,
 * merged so that neither order nor repetition matters. Moving a booking gives it another id; `known` holds both links.
 */
export const externalBookings = pgTable(
  'external_bookings',
  {
    connectionId: text('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    externalId: text('external_id').notNull(),
    organizationId: text('organization_id').notNull(),
    /** Ours that it stands for; null while it is only heard of. */
    bookingId: text('booking_id').references(() => bookings.id, { onDelete: 'set null' }),
    known: jsonb().notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.externalId] }), index('external_bookings_of').on(t.bookingId)],
);
