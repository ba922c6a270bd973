'use client';

import { KeyValueList } from '@/app/_components/data/key-value-list';
import { Form } from '@/app/_components/form/form';
import { NumberField } from '@/app/_components/form/number-field';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Card } from '@/app/_components/page/card';
import { numberOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useSaveChanges } from '@/app/(dashboard)/_parts/use-save-changes';
import { ZoneField } from '@/app/(dashboard)/settings/_parts/zone-field';
import type { OrganizationWire } from '@/lib/contracts/organization';

interface OrganizationFormProps {
  organization: OrganizationWire;
  mayWrite: boolean;
}

/** Name, defaults and plan of the organization. */
export function OrganizationForm({ organization, mayWrite }: OrganizationFormProps) {
  const save = useSaveChanges('/api/organization');
  const send = (data: FormData) =>
    save(
      {
        name: textOf(data, 'name'),
        time_zone: textOf(data, 'time_zone'),
        default_booking_duration: numberOf(data, 'default_booking_duration'),
      },
      organization,
    );

  return (
    <div className="flex flex-col gap-4">
      <Card title="General" note={mayWrite ? undefined : 'Only owners and admins can change these settings.'}>
        <Form onSend={send} aria-label="Organization" key={JSON.stringify(organization)}>
          <TextField name="name" label="Name" defaultValue={organization.name} isDisabled={!mayWrite} isRequired />
          <ZoneField
            label="Time zone"
            hint="All times are shown in this time zone."
            defaultValue={organization.time_zone}
            isDisabled={!mayWrite}
          />
          <NumberField
            name="default_booking_duration"
            label="Default duration"
            defaultValue={organization.default_booking_duration}
            minValue={5}
            maxValue={480}
            step={5}
            formatOptions={{ style: 'unit', unit: 'minute', unitDisplay: 'long' }}
            isDisabled={!mayWrite}
            className="max-w-60"
          />
          {mayWrite ? (
            <div>
              <SubmitButton>Save changes</SubmitButton>
            </div>
          ) : null}
        </Form>
      </Card>
      <Card title="Plan">
        <KeyValueList
          items={[
            { label: 'Plan', value: <span className="capitalize">{organization.plan}</span> },
            { label: 'Add-ons', value: organization.add_ons.map(addOnName).join(', ') || 'None' },
            { label: 'Short name', value: organization.slug },
          ]}
        />
      </Card>
    </div>
  );
}

/** `native_integrations` as `Native integrations`. */
function addOnName(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
