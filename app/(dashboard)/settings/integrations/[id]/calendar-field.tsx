'use client';

import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import { Select } from '@/app/_components/form/select';
import { TextField } from '@/app/_components/form/text-field';
import type { AccountCalendarsResponse } from '@/lib/contracts/calendars';

interface CalendarFieldProps {
  connectionId: string;
  /** Undefined: the main one. */
  chosen: string | undefined;
  isDisabled: boolean;
}

/** The option for the account's main calendar, whatever its id. */
export const MAIN_CALENDAR = 'main';

const name = 'calendar_id';
const label = 'Calendar';

/** Which calendar of the account is used; a text field for its id while the account is unreachable. */
export function CalendarField({ connectionId, chosen, isDisabled }: CalendarFieldProps) {
  const { data, error } = useSWR<AccountCalendarsResponse, unknown>(
    `/api/connections/${connectionId}/calendars`,
    apiGet<AccountCalendarsResponse>,
    { revalidateOnFocus: false, shouldRetryOnError: false },
  );
  if (error)
    return (
      <TextField
        name={name}
        label={label}
        hint="We couldn’t load the account’s calendars. Enter a calendar ID, or leave empty for the main one."
        defaultValue={chosen ?? ''}
        isDisabled={isDisabled}
        autoComplete="off"
      />
    );
  if (!data) return <Select label={label} options={[]} placeholder="Loading calendars…" isDisabled />;
  const known = data.calendars.map(({ id, name: title, is_main }) => ({
    value: is_main ? MAIN_CALENDAR : id,
    label: is_main ? `${title} (main)` : title,
  }));
  const isKnown = chosen === undefined || known.some(({ value }) => value === chosen);
  const options = isKnown ? known : [...known, { value: chosen, label: `${chosen} (no longer listed)` }];
  return (
    <Select
      name={name}
      label={label}
      options={options}
      defaultValue={chosen ?? MAIN_CALENDAR}
      isDisabled={isDisabled}
    />
  );
}
