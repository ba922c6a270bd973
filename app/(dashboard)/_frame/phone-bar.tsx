'use client';

import { Menu as MenuIcon, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '@/app/_components/action/icon-button';
import { scrimStyle } from '@/app/_components/overlay/modal-style';
import { Mark } from './mark';
import { useSession } from './session-context';

interface PhoneBarProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onPalette: () => void;
  /** The rail, shown as a sheet. */
  children: ReactNode;
}

/** Top of the dashboard on narrow screens: the rail opens as a sheet. */
export function PhoneBar({ isOpen, onOpenChange, onPalette, children }: PhoneBarProps) {
  const { organization } = useSession();
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-surface px-2 md:hidden">
      <IconButton label="Menu" onPress={() => onOpenChange(true)}>
        <MenuIcon aria-hidden className="size-5" />
      </IconButton>
      <Mark />
      <span className="min-w-0 flex-1 truncate font-semibold">{organization.name}</span>
      <IconButton label="Command menu" onPress={onPalette}>
        <Search aria-hidden className="size-5" />
      </IconButton>
      <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={`${scrimStyle} md:hidden`}>
        <Modal className="fixed inset-y-0 left-0 w-72 max-w-[85vw] overflow-y-auto border-r bg-surface shadow-float transition-transform data-entering:-translate-x-full data-exiting:-translate-x-full">
          <Dialog aria-label="Menu" data-modal className="h-full outline-none">
            {children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </header>
  );
}
