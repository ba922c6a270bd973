'use client';

import { Dialog } from '@/app/_components/overlay/dialog';
import { EventTypePicker } from '@/app/(dashboard)/settings/integrations/_parts/event-type-picker';
import type { Connection, EventTypeWire, MappingsResponse } from '@/lib/contracts/calendars';

type Service = MappingsResponse['services'][number];

interface EventTypeDialogProps {
  /** Null: closed. */
  service: Service | null;
  connection: Connection;
  isSaving: boolean;
  onChoose: (service: Service, eventType: EventTypeWire) => void;
  onClose: () => void;
}

/** Picks the event type of a service. */
export function EventTypeDialog({ service, connection, isSaving, onChoose, onClose }: EventTypeDialogProps) {
  return (
    <Dialog isOpen={service !== null} onClose={onClose} title={`Event type for ${service?.name ?? ''}`}>
      {service ? (
        <EventTypePicker
          connectionId={connection.id}
          site={connection.provider}
          chosenId={service.event_type_id}
          savingId={null}
          minutes={service.duration_minutes}
          onChoose={isSaving ? null : (eventType) => onChoose(service, eventType)}
        />
      ) : null}
    </Dialog>
  );
}
