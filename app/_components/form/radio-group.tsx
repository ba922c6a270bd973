'use client';

import {
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
  Radio,
} from 'react-aria-components/RadioGroup';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';
import type { Option } from './option-list';

interface RadioGroupProps extends Omit<AriaRadioGroupProps, 'className' | 'children' | 'style'>, FieldParts {
  options: Option[];
  className?: string;
}

/** One of a few options that need a sentence each. */
export function RadioGroup({ label, labelHidden, hint, options, className, ...props }: RadioGroupProps) {
  return (
    <AriaRadioGroup {...props} className={cx(fieldStyle, className)}>
      <FieldLabel label={label} labelHidden={labelHidden} />
      <div className="flex flex-col gap-1.5 py-1">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            className="group inline-flex min-h-6 items-start gap-2 touch:min-h-10 touch:items-center"
          >
            {({ isSelected, isFocusVisible }) => (
              <>
                <span
                  data-focus-visible={isFocusVisible || undefined}
                  className={cx(
                    'ring-within mt-0.5 size-4 shrink-0 rounded-full bg-surface transition-[border-width] touch:size-5',
                    isSelected ? 'border-5 border-accent' : 'border border-border-strong',
                  )}
                />
                <span className="min-w-0 break-words group-data-disabled:text-text-muted">
                  {option.label}
                  {option.hint ? <span className="block text-caption text-text-muted">{option.hint}</span> : null}
                </span>
              </>
            )}
          </Radio>
        ))}
      </div>
      <FieldNotes hint={hint} />
    </AriaRadioGroup>
  );
}
