import { eq } from 'drizzle-orm';
import { statedZone } from '@/lib/bookings/attendees';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { applyFacts } from '@/lib/calendars/inbound/apply-facts';
import { bookings } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';

/**
 * Remembers what we did at a provider ourselves, as if it had told it: under which id a booking stands there now, and
 * before. What it told meanwhile, while the id was not known here, takes effect now. Its own words outweigh ours.
 */
export async function recordOwnWrite(
  { db, ids, clock }: Pick<CalendarContext, 'db' | 'ids' | 'clock'>,
  connection: ConnectionRow,
  bookingId: string,
  movedFrom: string | null,
): Promise<void> {
  const now = clock.now();
  await retriedTransaction(db, async (tx) => {
    const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId));
    if (!booking) return;
    const { externalId, externalStart, externalEnd, title, attendeeName, attendeeEmail, attendeePhone } = booking;
    if (externalId === null || externalStart === null || externalEnd === null) return;
    const person = {
      name: attendeeName,
      email: attendeeEmail,
      phone: attendeePhone,
      timeZone: statedZone(booking),
    };
    await applyFacts({ db: tx, ids, now, actor: { kind: 'cron', name: 'deliveries' } }, connection, [
      {
        externalId,
        life: 'accepted',
        at: 0,
        sequence: 0,
        ourId: bookingId,
        ...(movedFrom !== null && movedFrom !== externalId ? { movedFrom } : {}),
        details: {
          start: externalStart.toISOString(),
          end: externalEnd.toISOString(),
          title,
          description: null,
          timeZone: booking.timezone,
          host: { id: null, email: null },
          people: [person],
          joinUrl: booking.joinUrl,
          url: null,
        },
      },
    ]);
  });
}
