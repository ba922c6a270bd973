'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { ShownOnce } from '@/app/(dashboard)/_parts/shown-once';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { CredentialFields } from './credential-fields';
import { endpointName } from './endpoint-words';

interface RotateDialogProps {
  endpoint: WebhookEndpoint | null;
  onClose: () => void;
}

/** Rotates an endpoint's secret and shows the new one once, or updates a CRM's credentials. */
export function RotateDialog({ endpoint, onClose }: RotateDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const keyOf = useAttemptKey();
  const close = () => {
    setSecret(null);
    onClose();
  };
  const name = endpoint ? endpointName(endpoint) : '';

  async function send(data: FormData) {
    if (!endpoint) return;
    const body = Object.fromEntries(data);
    const path = `/api/webhook-endpoints/${endpoint.id}/rotate-secret`;
    const { secret: made } = await api<{ secret: string | null }>(path, {
      method: 'POST',
      body,
      idempotencyKey: keyOf({ body, at: endpoint.updated_at }),
    });
    if (made) return setSecret(made);
    showToast(`Credentials updated for ${name}`);
    close();
  }

  return (
    <Dialog
      isOpen={endpoint !== null}
      onClose={close}
      mustAcknowledge={secret !== null}
      title={secret ? 'Copy the new secret' : endpoint?.kind === 'standard' ? `Rotate the secret of ${name}?` : name}
    >
      {secret ? (
        <ShownOnce what="signing secret" secret={secret} onDone={close}>
          Both secrets sign for 24 hours, so you have time to switch. You won’t see this one again.
        </ShownOnce>
      ) : (
        <Form onSend={send} aria-label={`New secret for ${name}`}>
          {endpoint && endpoint.kind !== 'standard' ? (
            <CredentialFields kind={endpoint.kind} />
          ) : (
            <p className="text-text-muted">The current secret keeps signing alongside the new one for 24 hours.</p>
          )}
          <div className="flex justify-end">
            <SubmitButton>{endpoint?.kind === 'standard' ? 'Rotate secret' : 'Save credentials'}</SubmitButton>
          </div>
        </Form>
      )}
    </Dialog>
  );
}
