/** One booking's life as Cal.com posts it; made by hand after its documents, for orders that no simulator produces. */
export interface StoryBooking {
  uid: string;
  start: string;
  minutes?: number;
  attendees?: { name: string; email: string; phoneNumber?: string }[];
  from?: string;
  metadata?: Record<string, unknown>;
  host?: { id: number; email: string };
}

const dana = { id: 77, email: 'dana@example.test', name: 'Dana Host', username: 'dana', timeZone: 'America/New_York' };

/** A body with an envelope. @param at when it was built */
export function calcomBody(triggerEvent: string, booking: StoryBooking, at: string, more: object = {}) {
  const { uid, start, minutes = 30, from, metadata, host } = booking;
  const attendees = (booking.attendees ?? [{ name: 'Guest User', email: 'guest@example.test' }]).map((attendee) => ({
    timeZone: 'Europe/Paris',
    language: { locale: 'en' },
    utcOffset: 60,
    ...attendee,
  }));
  const ended = triggerEvent === 'BOOKING_CANCELLED' || triggerEvent === 'BOOKING_REJECTED';
  return {
    triggerEvent,
    createdAt: at,
    payload: {
      bookerUrl: 'https://app.cal.com',
      type: 'consultation',
      title: 'Consultation between Dana Host and Guest User',
      eventTypeId: 4411,
      uid,
      bookingId: uid.length,
      startTime: new Date(start).toISOString().replace('.000Z', 'Z'),
      endTime: new Date(Date.parse(start) + minutes * 60_000).toISOString().replace('.000Z', 'Z'),
      organizer: { ...dana, ...host },
      attendees,
      responses: {},
      iCalSequence: 0,
      status: ended
        ? triggerEvent.replace('BOOKING_', '')
        : triggerEvent === 'BOOKING_REQUESTED'
          ? 'PENDING'
          : 'ACCEPTED',
      ...(ended ? {} : { metadata: metadata ?? {} }),
      ...(from ? { rescheduleUid: from } : {}),
      ...more,
    },
  };
}
