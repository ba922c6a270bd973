'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ComboBox } from '@/app/_components/form/combo-box';

interface ZoneChoiceProps {
  /** Label of the field, and its name in the API. */
  label: string;
  name: string;
  value: string | null;
  onChange: (zone: string | null) => void;
  /** The zone in use, or how it is found. */
  sentence: string;
  buttonLabel: string;
}

/** A time zone that is rarely changed: a sentence with a button that opens the list. */
export function ZoneChoice({ label, name, value, onChange, sentence, buttonLabel }: ZoneChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <p className="flex flex-wrap items-center gap-2 text-table text-text-muted">
        <span className="min-w-0 break-words">{sentence}</span>
        <Button size="small" onPress={() => setOpen(true)}>
          {buttonLabel}
        </Button>
      </p>
    );
  return (
    <ComboBox
      label={label}
      name={name}
      autoFocus
      options={zoneOptions()}
      value={value}
      onChange={onChange}
      hint="Type a city, e.g. Berlin, New York or Kolkata"
    />
  );
}

let options: { value: string; label: string }[] | undefined;

function zoneOptions() {
  options ??= ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
  return options;
}
