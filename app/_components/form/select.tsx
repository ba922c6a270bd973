'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, type SelectProps as AriaSelectProps, SelectValue } from 'react-aria-components/Select';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';
import { type Option, OptionList, optionPopoverStyle } from './option-list';

interface SelectProps
  extends Omit<
      AriaSelectProps<Option, 'single'>,
      'className' | 'children' | 'style' | 'value' | 'defaultValue' | 'onChange' | 'selectionMode'
    >,
    FieldParts {
  options: Option[];
  /** Value of the chosen option; or null. */
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (value: string) => void;
  className?: string;
}

/** One of a few options. For many, or for search, use `ComboBox`; for two to four, `Segmented`. */
export function Select({ label, labelHidden, hint, options, className, onChange, ...props }: SelectProps) {
  return (
    <AriaSelect
      {...props}
      onChange={(value) => {
        if (value !== null) onChange?.(String(value));
      }}
      className={cx(fieldStyle, 'group', className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} />
      <Button className="control flex w-full items-center justify-between gap-2 px-2.5 py-1 text-left group-data-invalid:border-bad group-data-invalid:outline-bad">
        <SelectValue className="min-w-0 truncate data-placeholder:text-text-muted">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-text-muted" />
      </Button>
      <FieldNotes hint={hint} />
      <Popover className={optionPopoverStyle} offset={4}>
        <OptionList options={options} />
      </Popover>
    </AriaSelect>
  );
}
