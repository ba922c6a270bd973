'use client';

import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shown before the words; mark it `aria-hidden`. */
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A button with a label. While `isPending` it keeps its width and focus, and cannot be pressed again. */
export function Button({ variant = 'secondary', size = 'medium', icon, children, className, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonStyle(variant, size, className)}>
      {props.isPending ? <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" /> : icon}
      <span className="min-w-0 break-words">{children}</span>
    </AriaButton>
  );
}
