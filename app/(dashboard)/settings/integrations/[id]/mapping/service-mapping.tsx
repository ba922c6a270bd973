'use client';

import { useState } from 'react';
import { useSWRConfig } from 'swr';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError, api } from '@/app/_components/api';
import { showErrorToast, showToast, showUndoToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import { providerWords } from '@/app/(dashboard)/settings/integrations/_parts/provider-words';
import type { CalendarProviderWire, Connection, EventTypeWire, MappingsResponse } from '@/lib/contracts/calendars';
import { EventTypeDialog } from './event-type-dialog';

type Service = MappingsResponse['services'][number];

interface ServiceMappingProps {
  connection: Connection;
  provider: CalendarProviderWire;
  services: Service[];
  refresh: () => Promise<void>;
  mayWrite: boolean;
}

/** The event type of each service. Bookings of a linked service are created at the provider too. */
export function ServiceMapping({ connection, provider, services, refresh, mayWrite }: ServiceMappingProps) {
  // Lists of event types that are already loaded lack a new one.
  const { mutate: mutateAll } = useSWRConfig();
  const [choosing, setChoosing] = useState<Service | null>(null);
  const [savingId, setSavingId] = useState<string | null>(null);
  const { site } = providerWords[provider.name];

  async function map(service: Service, eventType: { id: string; name: string } | null) {
    await api(`/api/connections/${connection.id}/services`, {
      method: 'PUT',
      body: { service_id: service.id, event_type: eventType && { id: eventType.id, name: eventType.name } },
    });
    await refresh();
  }

  async function attempt(service: Service, work: () => Promise<void>) {
    setSavingId(service.id);
    try {
      await work();
    } catch (error) {
      showErrorToast(`Couldn’t update ${service.name}`, error instanceof ApiError ? error.detail : undefined);
    } finally {
      setSavingId(null);
    }
  }

  const choose = (service: Service, eventType: EventTypeWire) =>
    attempt(service, async () => {
      await map(service, eventType);
      setChoosing(null);
      showToast(`${service.name} linked to “${eventType.name}”`);
    });

  const create = (service: Service) =>
    attempt(service, async () => {
      const path = `/api/connections/${connection.id}/event-types`;
      const made = await api<{ event_type: EventTypeWire }>(path, { method: 'POST', body: { service_id: service.id } });
      await Promise.all([refresh(), mutateAll((key) => typeof key === 'string' && key.startsWith(path))]);
      showToast(`“${made.event_type.name}” created on ${site}`);
    });

  const remove = (service: Service) =>
    attempt(service, async () => {
      await map(service, null);
      const { event_type_id: id, event_type_name: name } = service;
      showUndoToast(`${service.name} unlinked from ${site}`, {
        onUndo: () => void (id && name ? attempt(service, () => map(service, { id, name })) : undefined),
      });
    });

  return (
    <Card
      title="Services"
      note={`Bookings of a linked service are also created on ${site}. Each service uses one calendar; choosing here replaces any other.`}
    >
      {services.length === 0 ? (
        <p className="text-text-muted">
          No services yet. <Link href="/settings/services">Add one</Link>
        </p>
      ) : (
        <Rows label="Services">
          {services.map((service) => (
            <Row
              key={service.id}
              title={service.name}
              note={
                <span className="tabular">
                  {service.duration_minutes} min · {service.event_type_name ?? `not on ${site}`}
                </span>
              }
            >
              {mayWrite ? (
                <ServiceActions
                  service={service}
                  isSaving={savingId === service.id}
                  onChoose={() => setChoosing(service)}
                  onCreate={provider.capabilities.creates_event_types ? () => void create(service) : null}
                  onRemove={() => void remove(service)}
                />
              ) : null}
            </Row>
          ))}
        </Rows>
      )}
      <EventTypeDialog
        service={choosing}
        connection={connection}
        isSaving={savingId !== null}
        onChoose={(service, eventType) => void choose(service, eventType)}
        onClose={() => setChoosing(null)}
      />
    </Card>
  );
}

interface ServiceActionsProps {
  service: Service;
  isSaving: boolean;
  onChoose: () => void;
  /** Null: the provider has no way to create one. */
  onCreate: (() => void) | null;
  onRemove: () => void;
}

function ServiceActions({ service, isSaving, onChoose, onCreate, onRemove }: ServiceActionsProps) {
  if (service.event_type_id !== null)
    return (
      <>
        <Button size="small" onPress={onChoose} aria-label={`Change the event type of ${service.name}`}>
          Change
        </Button>
        <Button
          size="small"
          onPress={onRemove}
          isPending={isSaving}
          aria-label={`Remove the event type of ${service.name}`}
        >
          Remove
        </Button>
      </>
    );
  return (
    <>
      <Button size="small" onPress={onChoose} aria-label={`Select an event type for ${service.name}`}>
        Select
      </Button>
      {onCreate ? (
        <Button
          size="small"
          onPress={onCreate}
          isPending={isSaving}
          aria-label={`Create event type from this service: ${service.name}`}
        >
          Create event type from this service
        </Button>
      ) : null}
    </>
  );
}
