'use client';

import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox';
import { cx } from '@/app/_components/cx';

interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'children' | 'style'> {
  /** Its label; without one, set `aria-label`. */
  children?: ReactNode;
  hint?: string;
  className?: string;
}

/** A yes or no, saved with the rest of the form. For what takes effect immediately, use `Switch`. */
export function Checkbox({ children, hint, className, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={cx('group inline-flex min-h-6 items-start gap-2 touch:min-h-10 touch:items-center', className)}
    >
      {({ isSelected, isIndeterminate, isFocusVisible, isInvalid }) => (
        <>
          <span
            data-focus-visible={isFocusVisible || undefined}
            className={cx(
              'ring-within mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-[4px] border transition-colors touch:size-5',
              isSelected || isIndeterminate
                ? 'border-accent bg-accent text-on-accent'
                : 'border-border-strong bg-surface',
              isInvalid && 'border-bad',
            )}
          >
            {isIndeterminate ? (
              <Minus aria-hidden className="size-3" strokeWidth={3} />
            ) : isSelected ? (
              <Check aria-hidden className="size-3" strokeWidth={3} />
            ) : null}
          </span>
          {children ? (
            <span className="min-w-0 break-words group-data-disabled:text-text-muted">
              {children}
              {hint ? <span className="block text-caption text-text-muted">{hint}</span> : null}
            </span>
          ) : null}
        </>
      )}
    </AriaCheckbox>
  );
}
