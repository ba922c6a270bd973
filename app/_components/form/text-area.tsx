'use client';

import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';

interface TextAreaProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'>, FieldParts {
  placeholder?: string;
  rows?: number;
  className?: string;
}

/** Several lines of text, resizable. */
export function TextArea({ label, labelHidden, hint, placeholder, rows = 3, className, ...props }: TextAreaProps) {
  return (
    <AriaTextField {...props} className={cx(fieldStyle, className)}>
      <FieldLabel label={label} labelHidden={labelHidden} />
      <AriaTextArea rows={rows} placeholder={placeholder} className="control w-full resize-y px-2.5 py-1.5" />
      <FieldNotes hint={hint} />
    </AriaTextField>
  );
}
