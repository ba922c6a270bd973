'use client';

import { Select } from '@/app/_components/form/select';
import { TextArea } from '@/app/_components/form/text-area';
import { bookingLimits } from '@/lib/contracts/bookings';
import type { Draft } from './draft';
import type { FormOptions } from './form-options';

interface CallFieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  options: FormOptions;
}

const NONE = 'none';

/** Operator, service, description and notes. */
export function CallFields({ draft, change, options }: CallFieldsProps) {
  const pickService = (value: string) => {
    const service = options.services.find(({ id }) => id === value);
    change(service ? { serviceId: service.id, minutes: service.minutes } : { serviceId: null });
  };
  return (
    <>
      <div className="grid gap-4 @xl:grid-cols-2">
        <Select
          label="Operator"
          name="staff_id"
          value={draft.staffId ?? NONE}
          onChange={(value) => change({ staffId: value === NONE ? null : value })}
          options={[
            ...options.staff.map(({ id, name, hasPhone }) => ({
              value: id,
              label: id === options.ownStaffId ? `${name} (you)` : name,
              hint: hasPhone ? undefined : 'No phone number yet',
            })),
            { value: NONE, label: 'Unassigned', hint: 'Your organization’s operator line rings' },
          ]}
        />
        {options.services.length > 0 ? (
          <Select
            label="Service"
            name="service_id"
            value={draft.serviceId ?? NONE}
            onChange={pickService}
            options={[
              { value: NONE, label: 'None' },
              ...options.services.map(({ id, name, minutes }) => ({ value: id, label: name, hint: `${minutes} min` })),
            ]}
          />
        ) : null}
      </div>
      <div className="grid gap-4 @xl:grid-cols-2">
        <TextArea
          label="Description (optional)"
          name="description"
          hint="What’s the call about?"
          value={draft.description}
          onChange={(description) => change({ description })}
          maxLength={bookingLimits.textLength}
        />
        <TextArea
          label="Notes (optional)"
          name="notes"
          hint="Only your team sees these, during the call"
          value={draft.notes}
          onChange={(notes) => change({ notes })}
          maxLength={bookingLimits.textLength}
        />
      </div>
    </>
  );
}
