'use client';

import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch';
import { cx } from '@/app/_components/cx';

interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'children' | 'style'> {
  children: ReactNode;
  hint?: string;
  className?: string;
}

/** Turns something on or off immediately. */
export function Switch({ children, hint, className, ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={cx('group inline-flex min-h-6 items-start gap-2.5 touch:min-h-10 touch:items-center', className)}
    >
      {({ isSelected, isFocusVisible }) => (
        <>
          <span
            data-focus-visible={isFocusVisible || undefined}
            className={cx(
              'ring-within mt-0.5 flex h-4.5 w-8 shrink-0 items-center rounded-full border p-0.5 transition-colors',
              isSelected ? 'border-accent bg-accent' : 'border-border-strong bg-sunken',
            )}
          >
            <span
              className={cx(
                'size-3 rounded-full transition-transform',
                isSelected ? 'translate-x-3.5 bg-on-accent' : 'bg-border-strong',
              )}
            />
          </span>
          <span className="min-w-0 break-words group-data-disabled:text-text-muted">
            {children}
            {hint ? <span className="block text-caption text-text-muted">{hint}</span> : null}
          </span>
        </>
      )}
    </AriaSwitch>
  );
}
