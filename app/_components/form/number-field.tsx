'use client';

import { Minus, Plus } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';

interface NumberFieldProps extends Omit<AriaNumberFieldProps, 'className' | 'children' | 'style'>, FieldParts {
  className?: string;
}

const stepStyle =
  'flex w-8 shrink-0 items-center justify-center text-text-muted transition-colors hover:bg-hover hover:text-text data-disabled:opacity-40 touch:w-10';

/** A number with steps; `formatOptions` gives it a unit, `minValue` and `maxValue` its limits. */
export function NumberField({ label, labelHidden, hint, className, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField {...props} className={cx(fieldStyle, className)}>
      <FieldLabel label={label} labelHidden={labelHidden} />
      <Group className="control flex overflow-hidden">
        <Button slot="decrement" className={cx(stepStyle, 'border-r')}>
          <Minus aria-hidden className="size-3.5" />
        </Button>
        <Input className="tabular w-full min-w-0 flex-1 bg-transparent px-2.5 py-1 text-right outline-none" />
        <Button slot="increment" className={cx(stepStyle, 'border-l')}>
          <Plus aria-hidden className="size-3.5" />
        </Button>
      </Group>
      <FieldNotes hint={hint} />
    </AriaNumberField>
  );
}
