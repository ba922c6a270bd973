'use client';

import { Form } from '@/app/_components/form/form';
import { NumberField } from '@/app/_components/form/number-field';
import { RadioGroup } from '@/app/_components/form/radio-group';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Card } from '@/app/_components/page/card';
import { numberOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useSaveChanges } from '@/app/(dashboard)/_parts/use-save-changes';
import type { CallSettingsWire } from '@/lib/contracts/call-settings';
import { HoursFields, readHours } from './hours-fields';

interface CallSettingsFormProps {
  settings: CallSettingsWire;
  mayWrite: boolean;
}

const orders = [
  {
    value: 'operator_first',
    label: 'Operator first',
    hint: 'Your phone rings; press 1 and we call the attendee, so they never pick up to silence.',
  },
  {
    value: 'attendee_first',
    label: 'Attendee first',
    hint: 'The attendee’s phone rings; yours rings once they answer.',
  },
];

const minutes = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;

/** How the organization's calls are placed. */
export function CallSettingsForm({ settings, mayWrite }: CallSettingsFormProps) {
  const save = useSaveChanges('/api/organization/call-settings');
  const isDisabled = !mayWrite;

  async function send(data: FormData) {
    await save(
      {
        call_order: textOf(data, 'call_order'),
        grace_minutes: numberOf(data, 'grace_minutes'),
        retry_count: numberOf(data, 'retry_count'),
        retry_spacing_seconds: Math.round((numberOf(data, 'retry_spacing_seconds') ?? 0) * 60),
        calls_per_second: numberOf(data, 'calls_per_second'),
        calling_hours: readHours(data, settings.calling_hours),
        caller_id: textOf(data, 'caller_id'),
        operator_line: textOf(data, 'operator_line'),
      },
      settings,
    );
  }

  return (
    <Form onSend={send} aria-label="Call settings" key={JSON.stringify(settings)}>
      {isDisabled ? <p className="text-text-muted">Only owners and admins can change these settings.</p> : null}
      <Card title="Who do we call first?">
        <RadioGroup
          name="call_order"
          label="Order"
          labelHidden
          options={orders}
          defaultValue={settings.call_order}
          isDisabled={isDisabled}
        />
      </Card>
      <Card title="Calling hours" note="In the attendee’s time zone. Calls outside these hours are not placed.">
        <HoursFields hours={settings.calling_hours} isDisabled={isDisabled} />
      </Card>
      <Card title="Late and unanswered calls">
        <div className="grid gap-4 md:grid-cols-3">
          <NumberField
            name="grace_minutes"
            label="Grace period"
            hint="After this the call counts as missed."
            defaultValue={settings.grace_minutes}
            minValue={1}
            maxValue={120}
            formatOptions={minutes}
            isDisabled={isDisabled}
          />
          <NumberField
            name="retry_count"
            label="Retries"
            hint="After busy or no answer."
            defaultValue={settings.retry_count}
            minValue={0}
            maxValue={5}
            isDisabled={isDisabled}
          />
          <NumberField
            name="retry_spacing_seconds"
            label="Time between retries"
            defaultValue={settings.retry_spacing_seconds / 60}
            minValue={0.5}
            maxValue={1440}
            step={0.5}
            formatOptions={minutes}
            isDisabled={isDisabled}
          />
        </div>
      </Card>
      <Card title="Numbers and limits">
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            name="caller_id"
            type="tel"
            label="Caller ID (optional)"
            hint="A number you own or have verified with the carrier. Leave empty for the default."
            defaultValue={settings.caller_id ?? ''}
            isDisabled={isDisabled}
          />
          <TextField
            name="operator_line"
            type="tel"
            label="Fallback line (optional)"
            hint="Rings when a staff member has no phone. Include the country code."
            defaultValue={settings.operator_line ?? ''}
            isDisabled={isDisabled}
          />
          <NumberField
            name="calls_per_second"
            label="Calls per second (optional)"
            hint="Leave empty to use the carrier’s limit."
            defaultValue={settings.calls_per_second ?? undefined}
            minValue={0.05}
            maxValue={100}
            step={0.05}
            isDisabled={isDisabled}
          />
        </div>
      </Card>
      {mayWrite ? (
        <div>
          <SubmitButton>Save call settings</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
