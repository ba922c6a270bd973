'use client';

import { api } from '@/app/_components/api';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { endpointName } from './endpoint-words';

interface DeleteDialogProps {
  endpoint: WebhookEndpoint | null;
  onClose: () => void;
}

export function DeleteDialog({ endpoint, onClose }: DeleteDialogProps) {
  const name = endpoint ? endpointName(endpoint) : '';
  return (
    <DangerDialog
      isOpen={endpoint !== null}
      onClose={onClose}
      title={`Delete the endpoint “${name}”?`}
      confirmLabel="Delete endpoint"
      onConfirm={async () => {
        if (!endpoint) return;
        await api(`/api/webhook-endpoints/${endpoint.id}`, { method: 'DELETE' });
        showToast(`${name} was deleted.`);
      }}
    >
      It is told of nothing any more, and the list of what it was sent goes with it. To pause it, switch it off instead.
    </DangerDialog>
  );
}
