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

/** Adds something to be booked for, or changes it. */
export function ServiceDialog({ edited, onClose }: ServiceDialogProps) {
  const title = edited === 'new' ? 'Add a service' : `Change ${edited?.name ?? ''}`;
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
      showToast(`${next.name} can be booked now.`);
    } else {
      const body = changesOf({ ...next, active: data.get('active') !== null }, service);
      if (Object.keys(body).length > 0) {
        await api(`/api/services/${service.id}`, { method: 'PATCH', body });
        showToast(`${next.name} was changed.`);
      }
    }
    router.refresh();
    onDone();
  }

  return (
    <Form onSend={send} aria-label={service ? `Change ${service.name}` : 'Add a service'}>
      <NameFields service={service} />
      <LengthFields service={service} />
      {service ? (
        <Checkbox
          name="active"
          value="yes"
          defaultSelected={service.active}
          hint="Bookings that are there stay as they are."
        >
          Can be booked
        </Checkbox>
      ) : null}
      <div className="flex justify-end">
        <SubmitButton>{service ? 'Save' : 'Add service'}</SubmitButton>
      </div>
    </Form>
  );
}

/** The short name follows the name until it is written by hand. */
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
        hint="For addresses: small letters, digits and hyphens."
        value={slug ?? slugOf(name)}
        onChange={setSlug}
        maxLength={serviceLimits.slugLength}
        autoComplete="off"
        isRequired
      />
    </>
  );
}

const USUAL_MINUTES = 30;
const minutes = { style: 'unit', unit: 'minute', unitDisplay: 'short' } as const;

function LengthFields({ service }: { service: ServiceWire | null }) {
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <NumberField
        name="duration_minutes"
        label="Length"
        defaultValue={service?.duration_minutes ?? USUAL_MINUTES}
        minValue={serviceLimits.shortestMinutes}
        maxValue={serviceLimits.longestMinutes}
        step={5}
        formatOptions={minutes}
        isRequired
      />
      <NumberField
        name="buffer_before_minutes"
        label="Free before"
        defaultValue={service?.buffer_before_minutes ?? 0}
        minValue={0}
        maxValue={serviceLimits.longestBuffer}
        step={5}
        formatOptions={minutes}
      />
      <NumberField
        name="buffer_after_minutes"
        label="Free after"
        defaultValue={service?.buffer_after_minutes ?? 0}
        minValue={0}
        maxValue={serviceLimits.longestBuffer}
        step={5}
        formatOptions={minutes}
      />
    </div>
  );
}
