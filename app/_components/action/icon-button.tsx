'use client';

import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { cx } from '@/app/_components/cx';
import { Tooltip } from '@/app/_components/overlay/tooltip';

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  /** Its name, read aloud and shown on hover and focus. */
  label: string;
  /** A lucide icon of `size-4`, marked `aria-hidden`. */
  children: ReactNode;
  className?: string;
}

/** A button that is only an icon; its label appears as a tooltip. */
export function IconButton({ label, children, className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...props}
        aria-label={label}
        className={cx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-text-muted transition-colors hover:bg-hover hover:text-text data-pressed:bg-pressed touch:size-10',
          className,
        )}
      >
        {children}
      </AriaButton>
    </Tooltip>
  );
}
