'use client';

import { Check, SunMoon } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { optionPopoverStyle, optionStyle } from '@/app/_components/form/option-list';
import { readTheme, type Theme, themes } from '@/app/theme';
import { applyTheme } from './apply-theme';
import { RailLabel } from './rail-label';

const words: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Light, dark, or the system's setting. */
export function ThemeMenu({ className }: { className: string }) {
  const [theme, setTheme] = useState<Theme>('system');
  return (
    <MenuTrigger onOpenChange={() => setTheme(readTheme(document.documentElement.dataset.theme))}>
      <Button className={className}>
        <SunMoon aria-hidden className="size-4 shrink-0" />
        <RailLabel>Theme</RailLabel>
      </Button>
      <Popover placement="top start" offset={4} className={optionPopoverStyle}>
        <Menu
          aria-label="Theme"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onAction={(key) => applyTheme(readTheme(String(key)))}
          className="min-w-44 outline-none"
        >
          {themes.map((one) => (
            <MenuItem key={one} id={one} textValue={words[one]} className={optionStyle}>
              {({ isSelected }) => (
                <>
                  <Check
                    aria-hidden
                    className={`mt-0.5 size-4 shrink-0 text-accent-text ${isSelected ? '' : 'opacity-0'}`}
                  />
                  {words[one]}
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
