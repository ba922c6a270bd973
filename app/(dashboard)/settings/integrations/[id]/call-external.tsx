'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { Switch } from '@/app/_components/form/switch';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import type { Connection } from '@/lib/contracts/calendars';

/** Whether people who book at the provider are called. */
export function CallExternal({ connection, mayWrite }: { connection: Connection; mayWrite: boolean }) {
  const router = useRouter();
  const [isOn, setOn] = useState(connection.settings.call_external === true);
  const [isSaving, setSaving] = useState(false);

  async function turn(on: boolean) {
    setOn(on);
    setSaving(true);
    try {
      await api(`/api/connections/${connection.id}`, { method: 'PATCH', body: { settings: { call_external: on } } });
      showToast(on ? 'Calling attendees automatically' : 'No longer calling attendees automatically');
      router.refresh();
    } catch (error) {
      setOn(!on);
      showErrorToast('Couldn’t save this change', error instanceof ApiError ? error.detail : undefined);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Card title={`Bookings from ${connection.title}`} note="Bookings made there are listed here too.">
      <Switch
        isSelected={isOn}
        isDisabled={!mayWrite || isSaving}
        onChange={(on) => void turn(on)}
        hint="If they left a phone number. Existing bookings aren’t affected until they change."
      >
        Call attendees automatically
      </Switch>
    </Card>
  );
}
