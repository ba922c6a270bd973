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
  /** The account whose key is replaced. */
  reconnecting?: Connection;
}

/** Asks for a Cal.com API key, which is checked before anything is stored. */
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
        <p className="text-text-muted">Enter a new key for {reconnecting.account}. Your settings stay as they are.</p>
      ) : null}
      <TextField
        name="api_key"
        type="password"
        label="API key"
        hint="In Cal.com: Settings, Developer, API keys. Stored encrypted and never shown again."
        autoComplete="off"
        isRequired
        autoFocus
      />
      <TextField
        name="team_id"
        label="Team ID (optional)"
        hint="Leave empty to use all teams."
        defaultValue={reconnecting?.settings.team_id ?? ''}
        autoComplete="off"
        inputMode="numeric"
      />
      <div className="flex justify-end">
        <SubmitButton>Connect</SubmitButton>
      </div>
    </Form>
  );
}
