'use client';

import { parseTime, type Time } from '@internationalized/date';
import { Group } from 'react-aria-components/Group';
import { TimeField as AriaTimeField, type TimeFieldProps as AriaTimeFieldProps } from 'react-aria-components/TimeField';
import { cx } from '@/app/_components/cx';
import { DateSegments } from './date-segments';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';

interface TimeFieldProps
  extends Omit<
      AriaTimeFieldProps<Time>,
      | 'className'
      | 'children'
      | 'style'
      | 'value'
      | 'defaultValue'
      | 'onChange'
      | 'minValue'
      | 'maxValue'
      | 'granularity'
    >,
    FieldParts {
  /** Wall time `HH:mm` (24 h), or null for none. */
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (value: string | null) => void;
  /** Abbreviation or name of the time's zone, shown beside it. */
  zoneName?: string;
  className?: string;
}

const time = (text: string | null | undefined) => (text == null ? text : parseTime(text));
const pad = (part: number) => String(part).padStart(2, '0');

/** A wall time, typed or stepped, in the 12 or 24 hours of the person's locale. */
export function TimeField(props: TimeFieldProps) {
  const { label, labelHidden, hint, value, defaultValue, onChange, zoneName, className, ...rest } = props;
  return (
    <AriaTimeField
      {...rest}
      value={time(value)}
      defaultValue={time(defaultValue)}
      onChange={(next) => onChange?.(next === null ? null : `${pad(next.hour)}:${pad(next.minute)}`)}
      className={cx(fieldStyle, 'group', className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} />
      <Group className="control flex items-center group-data-invalid:border-bad">
        <DateSegments />
        {zoneName ? <span className="shrink-0 pr-2.5 text-caption text-text-muted">{zoneName}</span> : null}
      </Group>
      <FieldNotes hint={hint} />
    </AriaTimeField>
  );
}
