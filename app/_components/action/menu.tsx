'use client';

import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { cx } from '@/app/_components/cx';
import { optionPopoverStyle, optionStyle } from '@/app/_components/form/option-list';

interface MenuEntry {
  id: string;
  label: string;
  /** Second line, muted. */
  hint?: string;
  icon?: LucideIcon;
  /** Runs an action… */
  onAction?: () => void;
  /** …or opens a page. */
  href?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
}

interface MenuProps {
  /** Name of the menu, for screen readers. */
  label: string;
  entries: MenuEntry[];
  /** The button that opens it: a `Button` or `IconButton`. */
  children: ReactElement;
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right bottom';
}

/** A button with a menu of actions. */
export function Menu({ label, entries, children, placement = 'bottom start' }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover placement={placement} offset={4} className={optionPopoverStyle}>
        <AriaMenu aria-label={label} className="min-w-44 outline-none">
          {entries.map(({ id, label: text, hint, icon: Icon, isDanger, ...entry }) => (
            <MenuItem key={id} id={id} textValue={text} {...entry} className={cx(optionStyle, isDanger && 'text-bad')}>
              {Icon ? <Icon aria-hidden className="mt-0.5 size-4 shrink-0 opacity-80" /> : null}
              <span className="min-w-0 flex-1 break-words">
                {text}
                {hint ? <span className="block text-caption text-text-muted">{hint}</span> : null}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
