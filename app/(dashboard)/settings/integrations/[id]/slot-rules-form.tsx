'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { NumberField } from '@/app/_components/form/number-field';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { numberOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { ZoneField } from '@/app/(dashboard)/settings/_parts/zone-field';
import type { Connection } from '@/lib/contracts/calendars';
import { CalendarField, MAIN_CALENDAR } from './calendar-field';
import { standardWindows, type Window, windowsToWire } from './windows';
import { WorkingHoursFields } from './working-hours-fields';

interface SlotRulesFormProps {
  connection: Connection;
  /** The account may have several calendars; one of them is used. */
  hasCalendars: boolean;
  mayWrite: boolean;
}

const minutes = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;

/** Working hours and slots, for calendars that have none of their own. */
export function SlotRulesForm({ connection, hasCalendars, mayWrite }: SlotRulesFormProps) {
  const router = useRouter();
  const { timeZone } = useSession().organization;
  const { working_hours, slot_minutes, buffer_minutes, calendar_id } = connection.settings;
  const [windows, setWindows] = useState<Window[]>(() => working_hours?.days.map(keyed) ?? standardWindows());

  async function send(data: FormData) {
    const settings = {
      slot_minutes: numberOf(data, 'slot_minutes') ?? undefined,
      buffer_minutes: numberOf(data, 'buffer_minutes') ?? 0,
      ...(hasCalendars && data.has('calendar_id') ? { calendar_id: chosenCalendar(data) } : {}),
      working_hours: { time_zone: textOf(data, 'time_zone') ?? timeZone, days: windowsToWire(windows) },
    };
    await api(`/api/connections/${connection.id}`, { method: 'PATCH', body: { settings } });
    showToast('Saved', 'Available times are being updated.');
    router.refresh();
  }

  return (
    <Card
      title="Working hours and slots"
      note={
        working_hours
          ? 'Available times come from these hours, minus what’s in the calendar.'
          : 'Not saved yet. Until then, times are Monday to Friday, 09:00–17:00 UTC.'
      }
    >
      <Form onSend={send} aria-label="Working hours and slots">
        <div className="grid gap-4 md:grid-cols-2">
          <NumberField
            name="slot_minutes"
            label="Slot duration"
            defaultValue={slot_minutes ?? 30}
            minValue={5}
            maxValue={480}
            step={5}
            formatOptions={minutes}
            isDisabled={!mayWrite}
            isRequired
          />
          <NumberField
            name="buffer_minutes"
            label="Buffer around calendar events"
            defaultValue={buffer_minutes ?? 0}
            minValue={0}
            maxValue={240}
            step={5}
            formatOptions={minutes}
            isDisabled={!mayWrite}
          />
        </div>
        <ZoneField label="Time zone" defaultValue={working_hours?.time_zone ?? timeZone} isDisabled={!mayWrite} />
        <WorkingHoursFields windows={windows} onChange={setWindows} isDisabled={!mayWrite} />
        {hasCalendars ? (
          <CalendarField connectionId={connection.id} chosen={calendar_id || undefined} isDisabled={!mayWrite} />
        ) : null}
        {mayWrite ? (
          <div>
            <SubmitButton>Save hours and slots</SubmitButton>
          </div>
        ) : (
          <p className="text-text-muted">Only owners and admins can change these settings.</p>
        )}
      </Form>
    </Card>
  );
}

/** Empty: the account's main calendar. */
function chosenCalendar(data: FormData): string {
  const chosen = textOf(data, 'calendar_id') ?? '';
  return chosen === MAIN_CALENDAR ? '' : chosen;
}

function keyed(window: Omit<Window, 'key'>, key: number): Window {
  return { ...window, key };
}
