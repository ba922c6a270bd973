'use client';

import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import type { ConnectEmailTool, EmailToolWire } from '@/lib/contracts/email-tools';

interface EmailToolDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** Proposed for a new connection. */
  defaultBaseUrl: string | null;
  /** The workspace whose token is replaced. */
  reconnecting?: EmailToolWire;
  onConnected: (tool: EmailToolWire) => void;
}

/** Asks for an EmailBison token, which is checked before anything is stored. */
export function EmailToolDialog({ isOpen, onClose, ...form }: EmailToolDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={form.reconnecting ? 'Reconnect EmailBison' : 'Connect EmailBison'}>
      <TokenForm {...form} onClose={onClose} />
    </Dialog>
  );
}

function TokenForm({ onClose, defaultBaseUrl, reconnecting, onConnected }: Omit<EmailToolDialogProps, 'isOpen'>) {
  async function send(data: FormData) {
    const variable = textOf(data, 'phone_variable');
    const body: ConnectEmailTool = {
      base_url: textOf(data, 'base_url') ?? '',
      token: textOf(data, 'token') ?? '',
      // Left empty for a connected workspace, it must not clear the chosen variable.
      ...(variable || reconnecting ? { phone_variable: variable } : {}),
    };
    const { email_tool } = await api<{ email_tool: EmailToolWire }>('/api/email-tools', { method: 'POST', body });
    onConnected(email_tool);
    onClose();
    showToast(`EmailBison is connected as ${email_tool.workspace}`);
  }

  return (
    <Form onSend={send} aria-label="Connect EmailBison">
      {reconnecting ? (
        <p className="text-text-muted">Enter a new token for {reconnecting.workspace}. Its leads stay as they are.</p>
      ) : null}
      <TextField
        name="base_url"
        label="Instance URL"
        placeholder="https://dedi.emailbison.com"
        defaultValue={reconnecting?.base_url ?? defaultBaseUrl ?? ''}
        autoComplete="off"
        inputMode="url"
        isRequired
      />
      <TextField
        name="token"
        type="password"
        label="API token"
        hint="From an API user of the workspace. Stored encrypted, never shown again and only used to read."
        autoComplete="off"
        isRequired
        autoFocus
      />
      <TextField
        name="phone_variable"
        label="Phone variable (optional)"
        hint="The name of your custom variable in EmailBison. Leave empty to try common names such as “phone”."
        defaultValue={reconnecting?.phone_variable ?? ''}
        autoComplete="off"
        maxLength={100}
      />
      <div className="flex justify-end">
        <SubmitButton>Connect</SubmitButton>
      </div>
    </Form>
  );
}
