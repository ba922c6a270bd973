'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { NumberField } from '@/app/_components/form/number-field';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { changesOf, numberOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import { type ServiceWire, serviceLimits } from '@/lib/contracts/services';
import { slugOf } from './slug';

interface ServiceDialogProps {
  edited: ServiceWire | 'new' | null;
  onClose: () => void;
}

/** Adds or edits a service. */
export function ServiceDialog({ edited, onClose }: ServiceDialogProps) {
  const title = edited === 'new' ? 'Add service' : `Edit ${edited?.name ?? ''}`;
  return (
    <Dialog isOpen={edited !== null} onClose={onClose} title={title}>
      {edited ? <ServiceForm service={edited === 'new' ? null : edited} onDone={onClose} /> : null}
    </Dialog>
  );
}

function ServiceForm({ service, onDone }: { service: ServiceWire | null; onDone: () => void }) {
  const router = useRouter();
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const next = {
      name: textOf(data, 'name') ?? '',
      slug: textOf(data, 'slug') ?? '',
      duration_minutes: numberOf(data, 'duration_minutes') ?? 0,
      buffer_before_minutes: numberOf(data, 'buffer_before_minutes') ?? 0,
      buffer_after_minutes: numberOf(data, 'buffer_after_minutes') ?? 0,
    };
    if (service === null) {
      await api('/api/services', { method: 'POST', body: next, idempotencyKey: keyOf(next) });
      showToast(`${next.name} added`);
    } else {
      const body = changesOf({ ...next, active: data.get('active') !== null }, service);
      if (Object.keys(body).length > 0) {
        await api(`/api/services/${service.id}`, { method: 'PATCH', body });
        showToast(`${next.name} saved`);
      }
    }
    router.refresh();
    onDone();
  }

  return (
    <Form onSend={send} aria-label={service ? `Edit ${service.name}` : 'Add service'}>
      <NameFields service={service} />
      <DurationFields service={service} />
      {service ? (
        <Checkbox name="active" value="yes" defaultSelected={service.active} hint="Existing bookings aren’t affected.">
          Bookable
        </Checkbox>
      ) : null}
      <div className="flex justify-end">
        <SubmitButton>{service ? 'Save' : 'Add service'}</SubmitButton>
      </div>
    </Form>
  );
}

/** The short name follows the name until it is edited. */
function NameFields({ service }: { service: ServiceWire | null }) {
  const [name, setName] = useState(service?.name ?? '');
  const [slug, setSlug] = useState(service?.slug ?? null);
  return (
    <>
      <TextField
        name="name"
        label="Name"
        value={name}
        onChange={setName}
        maxLength={serviceLimits.nameLength}
        autoComplete="off"
        isRequired
        autoFocus={service === null}
      />
      <TextField
        name="slug"
        label="Short name"
        hint="Used in links: lowercase letters, numbers, hyphens."
        value={slug ?? slugOf(name)}
        onChange={setSlug}
        maxLength={serviceLimits.slugLength}
        autoComplete="off"
        isRequired
      />
    </>
  );
}

const DEFAULT_MINUTES = 30;
const minutes = { style: 'unit', unit: 'minute', unitDisplay: 'short' } as const;

function DurationFields({ service }: { service: ServiceWire | null }) {
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <NumberField
        name="duration_minutes"
        label="Duration"
        defaultValue={service?.duration_minutes ?? DEFAULT_MINUTES}
        minValue={serviceLimits.shortestMinutes}
        maxValue={serviceLimits.longestMinutes}
        step={5}
        formatOptions={minutes}
        isRequired
      />
      <NumberField
        name="buffer_before_minutes"
        label="Buffer before"
        defaultValue={service?.buffer_before_minutes ?? 0}
        minValue={0}
        maxValue={serviceLimits.longestBuffer}
        step={5}
        formatOptions={minutes}
      />
      <NumberField
        name="buffer_after_minutes"
        label="Buffer after"
        defaultValue={service?.buffer_after_minutes ?? 0}
        minValue={0}
        maxValue={serviceLimits.longestBuffer}
        step={5}
        formatOptions={minutes}
      />
    </div>
  );
}
