'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { FormProblem } from '@/app/_components/form/form-problem';
import { Dialog } from './dialog';

interface DangerDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** A question that names the thing: "Delete the API key “CI”?" */
  title: string;
  /** What will be lost, and for whom. */
  children: ReactNode;
  /** The verb again: "Delete key". */
  confirmLabel: string;
  /** The dialog closes when it succeeds, and shows the error it throws. */
  onConfirm: () => Promise<void>;
}

/** Confirms what cannot be undone. For everything else, act immediately and use `showUndoToast`. */
export function DangerDialog({ isOpen, onClose, title, children, confirmLabel, onConfirm }: DangerDialogProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const close = () => {
    setProblem(null);
    onClose();
  };
  const confirm = async () => {
    setPending(true);
    setProblem(null);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog isOpen={isOpen} onClose={close} title={title} role="alertdialog">
      <div className="flex flex-col gap-4">
        <div className="break-words text-text-muted">{children}</div>
        {problem ? <FormProblem problem={problem} note="Nothing was changed." /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={close} autoFocus>
            Cancel
          </Button>
          <Button variant="danger" isPending={isPending} onPress={confirm}>
            {confirmLabel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
