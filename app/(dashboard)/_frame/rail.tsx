'use client';

import { CircleQuestionMark, Search } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { CommandKbd } from '@/app/_components/page/command-kbd';
import { OrgSwitch } from './org-switch';
import { PersonMenu } from './person-menu';
import { visibleItems } from './rail-items';
import { RailLabel, railRowStyle } from './rail-label';
import { RailLink } from './rail-link';
import { useSession } from './session-context';
import { ThemeMenu } from './theme-menu';

interface RailProps {
  onPalette: () => void;
  onHelp: () => void;
  /** A link was followed (the phone's menu closes). */
  onFollow?: () => void;
}

/** The navigation, the current organization and the signed-in person. */
export function Rail({ onPalette, onHelp, onFollow }: RailProps) {
  const session = useSession();
  const items = visibleItems(session.permissions);
  const quiet = `${railRowStyle} w-full text-text-muted hover:bg-hover hover:text-text`;

  return (
    <div className="flex h-full flex-col gap-3 p-3 md:max-rail:px-2">
      <OrgSwitch session={session} />
      <Button onPress={onPalette} className={quiet} aria-label="Command menu">
        <Search aria-hidden className="size-4 shrink-0" />
        <RailLabel>Search</RailLabel>
        <span aria-hidden className="md:max-rail:hidden touch:hidden">
          <CommandKbd letter="K" />
        </span>
      </Button>
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-3">
        {(['work', 'ground'] as const).map((group) => (
          <ul key={group} className="flex flex-col gap-0.5 border-t pt-3 first:border-t-0 first:pt-0">
            {items
              .filter((item) => item.group === group)
              .map((item) => (
                <li key={item.href}>
                  <RailLink item={item} onFollow={onFollow} />
                </li>
              ))}
          </ul>
        ))}
      </nav>
      <div className="flex flex-col gap-0.5 border-t pt-3">
        <ThemeMenu className={quiet} />
        <Button onPress={onHelp} className={quiet}>
          <CircleQuestionMark aria-hidden className="size-4 shrink-0" />
          <RailLabel>Keyboard shortcuts</RailLabel>
        </Button>
        <PersonMenu session={session} />
      </div>
    </div>
  );
}
