'use client';

import { ComboBox } from '@/app/_components/form/combo-box';

interface ZoneFieldProps {
  label: string;
  hint?: string;
  defaultValue: string;
  isDisabled?: boolean;
}

/** A searchable time zone field; its form name is `time_zone`. */
export function ZoneField({ label, hint, defaultValue, isDisabled }: ZoneFieldProps) {
  return (
    <ComboBox
      name="time_zone"
      label={label}
      hint={hint ?? 'Search by city, e.g. Berlin or New York.'}
      options={zonesWith(defaultValue)}
      defaultValue={defaultValue}
      isDisabled={isDisabled}
    />
  );
}

/** The browser may spell a zone differently from the one that is set. */
function zonesWith(current: string) {
  const zones = new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
