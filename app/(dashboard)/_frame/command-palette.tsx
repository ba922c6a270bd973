'use client';

import { CalendarPlus, LogOut, type LucideIcon, Search, SunMoon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { optionStyle } from '@/app/_components/form/option-list';
import { SearchField } from '@/app/_components/form/search-field';
import { scrimStyle } from '@/app/_components/overlay/modal-style';
import { Kbd } from '@/app/_components/page/kbd';
import { applyTheme } from './apply-theme';
import { signOut } from './person-menu';
import { newBookingHref, visibleItems } from './rail-items';
import { useSession } from './session-context';

interface Command {
  id: string;
  label: string;
  icon: LucideIcon;
  keys?: string;
  /** Shown whatever is typed. */
  isAlways?: boolean;
  run: () => void;
}

interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Pages and actions, found by typing a part of their name, and the search in bookings. */
export function CommandPalette({ isOpen, onClose }: CommandPaletteProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className={`${scrimStyle} flex items-start justify-center p-3 md:pt-[12vh]`}
    >
      <Modal className="w-full max-w-140 overflow-hidden rounded-dialog border bg-raised shadow-float">
        <Dialog aria-label="Command menu" data-modal className="outline-none">
          <PaletteContent onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteContent({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const commands = useCommands(typed.trim());
  const isAlways = (label: string) => commands.some((command) => command.isAlways && command.label === label);

  return (
    <Autocomplete
      inputValue={typed}
      onInputChange={setTyped}
      filter={(label, input) => isAlways(label) || contains(label, input)}
    >
      <div className="border-b p-2">
        <SearchField label="Command menu" placeholder="Search or jump to…" autoFocus />
      </div>
      <Menu
        aria-label="Commands"
        className="max-h-[50vh] overflow-y-auto p-1 outline-none"
        onAction={(id) => {
          onClose();
          commands.find((command) => command.id === id)?.run();
        }}
        renderEmptyState={() => <p className="px-2 py-3 text-text-muted">No results</p>}
      >
        {commands.map(({ id, label, icon: Icon, keys }) => (
          <MenuItem key={id} id={id} textValue={label} className={optionStyle}>
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-text-muted" />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            {keys ? <Kbd>{keys}</Kbd> : null}
          </MenuItem>
        ))}
      </Menu>
    </Autocomplete>
  );
}

function useCommands(typed: string): Command[] {
  const router = useRouter();
  const { permissions } = useSession();
  const commands: Command[] = [];

  if (typed && permissions.includes('bookings:read')) {
    const run = () => router.push(`/bookings?q=${encodeURIComponent(typed)}`);
    commands.push({ id: 'find', label: `Search bookings for “${typed}”`, icon: Search, isAlways: true, run });
  }
  if (permissions.includes('bookings:write')) {
    const run = () => router.push(newBookingHref);
    commands.push({ id: 'new-booking', label: 'New booking', icon: CalendarPlus, keys: 'N', run });
  }
  for (const { href, label, icon } of visibleItems(permissions)) {
    commands.push({ id: href, label: `Go to ${label}`, icon, run: () => router.push(href) });
  }
  commands.push(
    { id: 'light', label: 'Theme: Light', icon: SunMoon, run: () => applyTheme('light') },
    { id: 'dark', label: 'Theme: Dark', icon: SunMoon, run: () => applyTheme('dark') },
    { id: 'system', label: 'Theme: System', icon: SunMoon, run: () => applyTheme('system') },
    { id: 'sign-out', label: 'Sign out', icon: LogOut, run: () => void signOut() },
  );
  return commands;
}
