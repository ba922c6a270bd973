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
      title={`Delete “${name}”?`}
      confirmLabel="Delete endpoint"
      onConfirm={async () => {
        if (!endpoint) return;
        await api(`/api/webhook-endpoints/${endpoint.id}`, { method: 'DELETE' });
        showToast(`${name} deleted`);
      }}
    >
      It stops receiving events, and its delivery history is deleted. To pause it, turn it off instead.
    </DangerDialog>
  );
}
