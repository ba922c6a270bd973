'use client';

import type { ReactNode } from 'react';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'>, FieldParts {
  placeholder?: string;
  /** At the end, inside the field, e.g. a unit. */
  suffix?: ReactNode;
  className?: string;
}

/** One line of text, an address, a number to dial, a password (by `type`). */
export function TextField({ label, labelHidden, hint, placeholder, suffix, className, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} className={cx(fieldStyle, className)}>
      <FieldLabel label={label} labelHidden={labelHidden} />
      {suffix ? (
        <Group className="control flex items-center">
          <Input placeholder={placeholder} className="min-w-0 flex-1 bg-transparent px-2.5 py-1 outline-none" />
          <span className="shrink-0 pr-2.5 text-text-muted">{suffix}</span>
        </Group>
      ) : (
        <Input placeholder={placeholder} className="control w-full px-2.5 py-1" />
      )}
      <FieldNotes hint={hint} />
    </AriaTextField>
  );
}
