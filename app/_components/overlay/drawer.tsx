'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '@/app/_components/action/icon-button';
import { scrimStyle } from './modal-style';

interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Beside the title: the state. */
  status?: ReactNode;
  /** Under the title: the next action. */
  action?: ReactNode;
  children: ReactNode;
}

/** The details of a row, over the list it belongs to. Goes with `useAddressDrawer`. */
export function Drawer({ isOpen, onClose, title, status, action, children }: DrawerProps) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable className={scrimStyle}>
      <Modal className="fixed inset-y-0 right-0 w-full max-w-120 border-l bg-surface shadow-float transition-transform duration-180 data-entering:translate-x-full data-exiting:translate-x-full">
        <AriaDialog data-modal className="flex h-full flex-col outline-none">
          <header className="flex flex-col gap-3 border-b px-5 py-4">
            <div className="flex items-start justify-between gap-3">
              <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
                <Heading slot="title" className="min-w-0 text-lead font-semibold break-words">
                  {title}
                </Heading>
                {status}
              </div>
              <IconButton label="Close" onPress={onClose} className="-mt-1 -mr-2">
                <X aria-hidden className="size-4" />
              </IconButton>
            </div>
            {action}
          </header>
          <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto overscroll-contain px-5 py-4">
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
