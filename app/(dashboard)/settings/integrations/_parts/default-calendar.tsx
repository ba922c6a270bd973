'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { RadioGroup } from '@/app/_components/form/radio-group';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import type { Connection } from '@/lib/contracts/calendars';
import { connectionName } from './connection-state';

/** The calendar used by default. Hidden while there is nothing to choose. */
export function DefaultCalendar({ connections, mayWrite }: { connections: Connection[]; mayWrite: boolean }) {
  const router = useRouter();
  const current = connections.find(({ is_default }) => is_default);
  if (connections.length === 0 || (connections.length === 1 && current)) return null;

  async function send(data: FormData) {
    const id = textOf(data, 'connection_id');
    if (id === null || id === current?.id) {
      showToast('No changes to save');
      return;
    }
    await api(`/api/connections/${id}`, { method: 'PATCH', body: { is_default: true } });
    showToast('Default calendar changed');
    router.refresh();
  }

  return (
    <Card title="Default calendar" note="Used wherever no other calendar is chosen.">
      <Form onSend={send} aria-label="Default calendar" key={current?.id}>
        {current ? null : <Callout tone="caution">No default calendar, so no times are offered.</Callout>}
        <RadioGroup
          name="connection_id"
          label="Default calendar"
          labelHidden
          options={connections.map((connection) => ({
            value: connection.id,
            label: connectionName(connection),
            hint: connection.settings.event_type_name,
          }))}
          defaultValue={current?.id ?? null}
          isDisabled={!mayWrite}
        />
        {mayWrite ? (
          <div>
            <SubmitButton variant="secondary">Save default calendar</SubmitButton>
          </div>
        ) : null}
      </Form>
    </Card>
  );
}
