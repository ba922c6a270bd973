'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import type { EmbedScheduled } from './embed-message';

/** One report of the frame, and what became of it. */
export interface EmbedRecord {
  scheduled: EmbedScheduled;
  state: 'sending' | 'recorded' | 'repeated' | 'failed';
  bookingId: string | null;
  error: unknown;
}

interface Answer {
  booking_id: string | null;
  repeated: boolean;
}

/** Records what the frame reports, and keeps what could not be, to be tried again. A report that is repeated records nothing twice. */
export function useRecorder(connectionId: string, visitor: { name: string; email: string }) {
  const [records, setRecords] = useState<EmbedRecord[]>([]);

  const put = (record: EmbedRecord) =>
    setRecords((all) => [
      record,
      ...all.filter(({ scheduled }) => scheduled.inviteeUri !== record.scheduled.inviteeUri),
    ]);

  async function record(scheduled: EmbedScheduled): Promise<void> {
    put({ scheduled, state: 'sending', bookingId: null, error: null });
    try {
      const { booking_id, repeated } = await api<Answer>('/api/calendars/embed-bookings', {
        method: 'POST',
        body: {
          connection_id: connectionId,
          event_uri: scheduled.eventUri,
          invitee_uri: scheduled.inviteeUri,
          visitor_name: visitor.name.trim() || 'Visitor of the Calendly page',
          visitor_email: visitor.email.trim() || null,
          timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      });
      put({ scheduled, state: repeated ? 'repeated' : 'recorded', bookingId: booking_id, error: null });
    } catch (error) {
      put({ scheduled, state: 'failed', bookingId: null, error });
    }
  }

  return { records, record };
}
