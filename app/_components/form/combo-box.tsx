'use client';

import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox, type ComboBoxProps as AriaComboBoxProps } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Popover } from 'react-aria-components/Popover';
import { cx } from '@/app/_components/cx';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';
import { type Option, OptionList, optionPopoverStyle } from './option-list';

interface ComboBoxProps
  extends Omit<
      AriaComboBoxProps<Option, 'single'>,
      | 'className'
      | 'children'
      | 'style'
      | 'items'
      | 'defaultItems'
      | 'value'
      | 'defaultValue'
      | 'onChange'
      | 'selectionMode'
    >,
    FieldParts {
  /** All options; typing narrows them. */
  options: Option[];
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (value: string | null) => void;
  placeholder?: string;
  className?: string;
}

/** One of many options, found by typing. */
export function ComboBox({
  label,
  labelHidden,
  hint,
  options,
  placeholder,
  className,
  onChange,
  ...props
}: ComboBoxProps) {
  return (
    <AriaComboBox
      {...props}
      formValue="key"
      menuTrigger="focus"
      allowsEmptyCollection
      defaultItems={options.map((option) => ({ ...option, id: option.value }))}
      onChange={(value) => onChange?.(value === null ? null : String(value))}
      className={cx(fieldStyle, className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} />
      <Group className="control flex items-center">
        <Input placeholder={placeholder} className="min-w-0 flex-1 bg-transparent px-2.5 py-1 outline-none" />
        <Button className="flex size-8 shrink-0 items-center justify-center text-text-muted">
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </Group>
      <FieldNotes hint={hint} />
      <Popover className={optionPopoverStyle} offset={4}>
        <OptionList />
      </Popover>
    </AriaComboBox>
  );
}
