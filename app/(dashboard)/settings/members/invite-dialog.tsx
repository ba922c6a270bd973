'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { RadioGroup } from '@/app/_components/form/radio-group';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { ShownOnce } from '@/app/(dashboard)/_parts/shown-once';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import { roleOptions } from '@/app/(dashboard)/settings/_parts/role-words';

interface InviteDialogProps {
  isOpen: boolean;
  onClose: () => void;
  mayMakeOwners: boolean;
}

/** Asks for an email and a role, then shows the invite link once. */
export function InviteDialog({ isOpen, onClose, mayMakeOwners }: InviteDialogProps) {
  const [link, setLink] = useState<string | null>(null);
  const close = () => {
    setLink(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      mustAcknowledge={link !== null}
      title={link ? 'Invite link' : 'Invite member'}
    >
      {link ? (
        <ShownOnce what="invite link" secret={link} onDone={close}>
          Share this link. It works once and expires in 7 days. You won’t see it again.
        </ShownOnce>
      ) : (
        <InviteForm mayMakeOwners={mayMakeOwners} onInvited={setLink} />
      )}
    </Dialog>
  );
}

function InviteForm({ mayMakeOwners, onInvited }: { mayMakeOwners: boolean; onInvited: (link: string) => void }) {
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const body = { email: data.get('email'), role: data.get('role') };
    const request = { method: 'POST', body, idempotencyKey: keyOf(body) } as const;
    const { link } = await api<{ link: string }>('/api/invites', request);
    onInvited(link);
  }

  return (
    <Form onSend={send} aria-label="Invite">
      <TextField name="email" type="email" label="Email" autoComplete="off" isRequired autoFocus />
      <RadioGroup name="role" label="Role" options={roleOptions(mayMakeOwners)} defaultValue="operator" />
      <div className="flex justify-end">
        <SubmitButton>Create link</SubmitButton>
      </div>
    </Form>
  );
}
