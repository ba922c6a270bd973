'use client';

import { useRouter } from 'next/navigation';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import type { Connection } from '@/lib/contracts/calendars';
import { needsEventType } from './connection-state';
import { useConnect } from './use-connect';

interface CalcomDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** The account whose key is to be replaced. */
  reconnecting?: Connection;
}

/** Asks for a key of Cal.com, which is tried before anything is stored. */
export function CalcomDialog({ isOpen, onClose, reconnecting }: CalcomDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={reconnecting ? 'Reconnect Cal.com' : 'Connect Cal.com'}>
      <KeyForm reconnecting={reconnecting} onDone={onClose} />
    </Dialog>
  );
}

function KeyForm({ reconnecting, onDone }: { reconnecting?: Connection; onDone: () => void }) {
  const connect = useConnect();
  const router = useRouter();

  async function send(data: FormData) {
    const teamId = textOf(data, 'team_id');
    const connection = await connect({
      provider: 'calcom',
      api_key: textOf(data, 'api_key') ?? '',
      ...(teamId ? { team_id: teamId } : {}),
    });
    onDone();
    showToast(`Cal.com is connected as ${connection.account}.`);
    if (needsEventType(connection)) router.push(`/settings/integrations/${connection.id}`);
  }

  return (
    <Form onSend={send} aria-label="Connect Cal.com">
      {reconnecting ? (
        <p className="text-text-muted">
          With a working key of {reconnecting.account} everything that was chosen stays as it is.
        </p>
      ) : null}
      <TextField
        name="api_key"
        type="password"
        label="API key"
        hint="At Cal.com under Settings, Developer, API keys. It is kept encrypted and never shown again."
        autoComplete="off"
        isRequired
        autoFocus
      />
      <TextField
        name="team_id"
        label="Team id (optional)"
        hint="Only this team’s event types and hosts; else the account’s own and those of all its teams."
        defaultValue={reconnecting?.settings.team_id ?? ''}
        autoComplete="off"
        inputMode="numeric"
      />
      <div className="flex justify-end">
        <SubmitButton>Check the key and connect</SubmitButton>
      </div>
    </Form>
  );
}
