'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import { type ClientWire, clientLimits } from '@/lib/contracts/clients';

/** Adds a client or renames it. */
export function ClientDialog({ edited, onClose }: { edited: ClientWire | 'new' | null; onClose: () => void }) {
  const router = useRouter();
  const keyOf = useAttemptKey();
  const client = edited === 'new' ? null : edited;

  async function send(data: FormData) {
    const body = { name: textOf(data, 'name') ?? '' };
    if (client === null) await api('/api/clients', { method: 'POST', body, idempotencyKey: keyOf(body) });
    else await api(`/api/clients/${client.id}`, { method: 'PATCH', body });
    showToast(`${body.name} saved`);
    router.refresh();
    onClose();
  }

  return (
    <Dialog isOpen={edited !== null} onClose={onClose} title={client ? `Rename ${client.name}` : 'New client'}>
      <Form onSend={send} aria-label={client ? `Rename ${client.name}` : 'New client'}>
        <TextField
          name="name"
          label="Name"
          defaultValue={client?.name}
          maxLength={clientLimits.nameLength}
          autoComplete="off"
          isRequired
          autoFocus
        />
        <div className="flex justify-end">
          <SubmitButton>{client ? 'Save' : 'Add client'}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
