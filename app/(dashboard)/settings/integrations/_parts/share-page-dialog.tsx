'use client';

import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useConnect } from './use-connect';

/** Asks for the URL of a public Calendly page. */
export function SharePageDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Connect a Calendly page">
      <AddressForm onDone={onClose} />
    </Dialog>
  );
}

function AddressForm({ onDone }: { onDone: () => void }) {
  const connect = useConnect();

  async function send(data: FormData) {
    const connection = await connect({ provider: 'calendly_embed', share_url: textOf(data, 'share_url') ?? '' });
    onDone();
    showToast(`${connection.account} connected`);
  }

  return (
    <Form onSend={send} aria-label="Connect a Calendly page">
      <TextField
        name="share_url"
        label="Page URL"
        placeholder="https://calendly.com/you/intro"
        hint="In Calendly: Share, Copy link."
        autoComplete="off"
        inputMode="url"
        isRequired
        autoFocus
      />
      <div className="flex justify-end">
        <SubmitButton>Connect page</SubmitButton>
      </div>
    </Form>
  );
}
