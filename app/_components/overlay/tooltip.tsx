'use client';

import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

interface TooltipProps {
  text: string;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  /** One focusable element of react-aria. */
  children: ReactElement;
  isDisabled?: boolean;
}

/** A few words about a control, on hover and keyboard focus. Never the only place for information. */
export function Tooltip({ text, placement = 'top', children, isDisabled }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80} isDisabled={isDisabled}>
      {children}
      <AriaTooltip
        offset={6}
        placement={placement}
        className="max-w-64 rounded-control bg-text px-2 py-1 text-caption text-canvas shadow-float"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
