'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { EventTypePicker } from '@/app/(dashboard)/settings/integrations/_parts/event-type-picker';
import type { CalendarProviderId, Connection, EventTypeWire } from '@/lib/contracts/calendars';

interface BookedEventTypeProps {
  connection: Connection;
  site: CalendarProviderId;
  mayWrite: boolean;
}

/** The event type that is offered and booked. */
export function BookedEventType({ connection, site, mayWrite }: BookedEventTypeProps) {
  const router = useRouter();
  const [saving, setSaving] = useState<string | null>(null);
  const { event_type_id, event_type_name } = connection.settings;

  async function choose({ id, name }: EventTypeWire) {
    setSaving(id);
    try {
      const settings = { event_type_id: id, event_type_name: name };
      await api(`/api/connections/${connection.id}`, { method: 'PATCH', body: { settings } });
      showToast(`Now booking “${name}”`);
      router.refresh();
    } catch (error) {
      showErrorToast(`Couldn’t select “${name}”`, error instanceof ApiError ? error.detail : undefined);
    } finally {
      setSaving(null);
    }
  }

  return (
    <Card
      title="Event type"
      note={
        event_type_name ? `“${event_type_name}”, unless a service has its own.` : 'Choose one to start offering times.'
      }
    >
      <EventTypePicker
        connectionId={connection.id}
        site={site}
        chosenId={event_type_id ?? null}
        savingId={saving}
        onChoose={mayWrite ? (one) => void choose(one) : null}
      />
    </Card>
  );
}
