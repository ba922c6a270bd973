'use client';

import { api } from '@/app/_components/api';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import type { EmailToolWire } from '@/lib/contracts/email-tools';

interface LeaveEmailToolDialogProps {
  /** Null: closed. */
  tool: EmailToolWire | null;
  onClose: () => void;
  onLeft: () => void;
}

/** Asks before a workspace of EmailBison is disconnected, and names what goes with it and what stays. */
export function LeaveEmailToolDialog({ tool, onClose, onLeft }: LeaveEmailToolDialogProps) {
  async function disconnect() {
    if (!tool) return;
    await api(`/api/email-tools/${tool.id}`, { method: 'DELETE' });
    showToast(`${tool.workspace} was disconnected.`);
    onLeft();
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
        <li>The token is deleted here. At EmailBison it stays until you delete it.</li>
        <li>Nothing more is read: new leads, answers and bounces are not seen here.</li>
        <li>The webhook address ends; another one is made if you reconnect it.</li>
        <li>The campaigns and leads that were read stay, with all that is known of them.</li>
      </ul>
    </DangerDialog>
  );
}
