'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { ShownOnce } from '@/app/(dashboard)/_parts/shown-once';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import { scopeText } from '@/app/(dashboard)/settings/_parts/permission-words';

/** Asks for a name and permissions, then shows the new key once. */
export function NewKeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  const close = () => {
    setKey(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      mustAcknowledge={key !== null}
      title={key ? 'Copy your key' : 'New API key'}
    >
      {key ? (
        <ShownOnce what="API key" secret={key} onDone={close}>
          Copy it now and keep it safe: you won’t see it again. Send it as a bearer token.
        </ShownOnce>
      ) : (
        <NewKeyForm onCreated={setKey} />
      )}
    </Dialog>
  );
}

function NewKeyForm({ onCreated }: { onCreated: (key: string) => void }) {
  const { permissions } = useSession();
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const body = { name: data.get('name'), scopes: data.getAll('scopes') };
    const request = { method: 'POST', body, idempotencyKey: keyOf(body) } as const;
    const { key } = await api<{ key: string }>('/api/api-keys', request);
    onCreated(key);
  }

  return (
    <Form onSend={send} aria-label="New API key">
      <TextField name="name" label="Name" hint="Where you’ll use it, e.g. “CRM sync”." isRequired autoFocus />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-table font-medium">Permissions</legend>
        {permissions.map((permission) => (
          <Checkbox
            key={permission}
            name="scopes"
            value={permission}
            defaultSelected={permission === 'bookings:read' || permission === 'bookings:write'}
          >
            {scopeText(permission)}
          </Checkbox>
        ))}
      </fieldset>
      <div className="flex justify-end">
        <SubmitButton>Create key</SubmitButton>
      </div>
    </Form>
  );
}
