'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import type { EmbedScheduled } from './embed-message';

/** A booking from the frame, and the state of recording it. */
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

/** Records bookings from the frame once each, and keeps failed ones for a retry. */
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
          visitor_name: visitor.name.trim() || 'Calendly visitor',
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
