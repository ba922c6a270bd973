'use client';

import { api } from '@/app/_components/api';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import type { EmailToolWire } from '@/lib/contracts/email-tools';

interface DisconnectEmailToolDialogProps {
  /** Null: closed. */
  tool: EmailToolWire | null;
  onClose: () => void;
  onDisconnected: () => void;
}

/** Confirms disconnecting an EmailBison workspace, and lists the consequences. */
export function DisconnectEmailToolDialog({ tool, onClose, onDisconnected }: DisconnectEmailToolDialogProps) {
  async function disconnect() {
    if (!tool) return;
    await api(`/api/email-tools/${tool.id}`, { method: 'DELETE' });
    showToast(`${tool.workspace} disconnected`);
    onDisconnected();
  }

  return (
    <DangerDialog
      isOpen={tool !== null}
      onClose={onClose}
      title={`Disconnect EmailBison · ${tool?.workspace ?? ''}?`}
      confirmLabel="Disconnect"
      onConfirm={disconnect}
    >
      <ul className="flex list-disc flex-col gap-1 pl-4">
        <li>The token is deleted here. It stays valid on EmailBison until you delete it there.</li>
        <li>Syncing stops: new leads, replies and bounces won’t appear here.</li>
        <li>The webhook URL stops working; reconnecting creates a new one.</li>
        <li>Synced campaigns and leads stay, with everything known about them.</li>
      </ul>
    </DangerDialog>
  );
}
