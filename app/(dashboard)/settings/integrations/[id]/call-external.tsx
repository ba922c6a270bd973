'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { Switch } from '@/app/_components/form/switch';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import type { Connection } from '@/lib/contracts/calendars';

/** Whether people who book at the provider are called at their time. */
export function CallExternal({ connection, mayWrite }: { connection: Connection; mayWrite: boolean }) {
  const router = useRouter();
  const [isOn, setOn] = useState(connection.settings.call_external === true);
  const [isSaving, setSaving] = useState(false);

  async function turn(on: boolean) {
    setOn(on);
    setSaving(true);
    try {
      await api(`/api/connections/${connection.id}`, { method: 'PATCH', body: { settings: { call_external: on } } });
      showToast(on ? 'Bookings made there are called from now on.' : 'Bookings made there are not called any more.');
      router.refresh();
    } catch (error) {
      setOn(!on);
      showErrorToast('Nothing was changed.', error instanceof ApiError ? error.detail : undefined);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Card title={`Booked at ${connection.title}`} note="What people book there by themselves is listed here, too.">
      <Switch
        isSelected={isOn}
        isDisabled={!mayWrite || isSaving}
        onChange={(on) => void turn(on)}
        hint="Where the attendee left a telephone number. Bookings that stand already stay as they are until they change."
      >
        Call attendees at their time
      </Switch>
    </Card>
  );
}
