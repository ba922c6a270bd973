'use client';

import { ComboBox } from '@/app/_components/form/combo-box';

interface ZoneFieldProps {
  label: string;
  hint?: string;
  defaultValue: string;
  isDisabled?: boolean;
}

/** One of all time zones, found by typing; its name in forms is `time_zone`. */
export function ZoneField({ label, hint, defaultValue, isDisabled }: ZoneFieldProps) {
  return (
    <ComboBox
      name="time_zone"
      label={label}
      hint={hint ?? 'Type a city: Berlin, New York, Kolkata'}
      options={zonesWith(defaultValue)}
      defaultValue={defaultValue}
      isDisabled={isDisabled}
    />
  );
}

/** The browser may know a zone under another spelling than the one that is set. */
function zonesWith(chosen: string) {
  const zones = new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
