'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ComboBox } from '@/app/_components/form/combo-box';

interface ZoneChoiceProps {
  /** Label of the field, and the name that the server's words about it carry. */
  label: string;
  name: string;
  value: string | null;
  onChange: (zone: string | null) => void;
  /** What holds as long as nothing is chosen, or what is chosen now. */
  sentence: string;
  buttonLabel: string;
}

/** A zone that is seldom changed: a sentence with a button, which opens the list of all. */
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
      hint="Type a city: Berlin, New York, Kolkata"
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
