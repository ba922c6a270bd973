'use client';

import { Radio, RadioGroup, type RadioGroupProps } from 'react-aria-components/RadioGroup';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';
import type { Option } from './option-list';

interface SegmentedProps extends Omit<RadioGroupProps, 'className' | 'children' | 'style' | 'orientation'>, FieldParts {
  options: Option[];
  className?: string;
}

/** One of two to four short options, side by side. */
export function Segmented({ label, labelHidden, hint, options, className, ...props }: SegmentedProps) {
  return (
    <RadioGroup {...props} orientation="horizontal" className={cx(fieldStyle, className)}>
      <FieldLabel label={label} labelHidden={labelHidden} />
      <div className="inline-flex flex-wrap gap-0.5 self-start rounded-control border bg-sunken p-0.5">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            className="ring-within flex min-h-6.5 items-center rounded-[4px] border border-transparent px-2.5 text-table font-medium text-text-muted transition-colors select-none hover:text-text data-selected:border-border data-selected:bg-surface data-selected:text-text data-disabled:opacity-60 touch:min-h-9"
          >
            {option.label}
          </Radio>
        ))}
      </div>
      <FieldNotes hint={hint} />
    </RadioGroup>
  );
}
