'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '@/app/_components/action/icon-button';
import { scrimStyle } from './modal-style';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** `alertdialog` for what needs an answer first. */
  role?: 'dialog' | 'alertdialog';
  /** Closes only by its own button: what it shows is never shown again. */
  mustAcknowledge?: boolean;
}

/** A short task or message. Esc closes it; the focus stays inside and returns. */
export function Dialog({ isOpen, onClose, title, children, role = 'dialog', mustAcknowledge = false }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable={role === 'dialog' && !mustAcknowledge}
      isKeyboardDismissDisabled={mustAcknowledge}
      className={`${scrimStyle} flex items-end justify-center p-3 md:items-center`}
    >
      <Modal className="max-h-full w-full max-w-120 overflow-y-auto rounded-dialog border bg-raised shadow-float">
        <AriaDialog role={role} data-modal className="relative p-5 outline-none">
          <div className="mb-3 flex items-start justify-between gap-3">
            <Heading slot="title" className="min-w-0 text-lead font-semibold break-words">
              {title}
            </Heading>
            {mustAcknowledge ? null : (
              <IconButton label="Close" onPress={onClose} className="-mt-1 -mr-2">
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
