'use client';

import { useState } from 'react';
import { Switch } from '@/app/_components/form/switch';
import { Dialog } from '@/app/_components/overlay/dialog';
import { CommandKbd } from '@/app/_components/page/command-kbd';
import { Kbd } from '@/app/_components/page/kbd';
import { setSingleKeys, singleKeysAreOn } from '@/app/_components/use-shortcut';

const keys: readonly { keys: string[]; does: string }[] = [
  { keys: ['N'], does: 'New booking' },
  { keys: ['/'], does: 'Search this page' },
  { keys: ['J', 'K'], does: 'Next and previous row' },
  { keys: ['Enter'], does: 'Open row' },
  { keys: ['X'], does: 'Select row' },
  { keys: ['U'], does: 'In Unmatched: undo the last decision' },
  { keys: ['1', '9'], does: 'On a call: tick a checklist item' },
  { keys: ['O', 'letter'], does: 'On a call: log the outcome' },
  { keys: ['Ctrl', 'Enter'], does: 'Submit a form' },
  { keys: ['Esc'], does: 'Close' },
  { keys: ['F6'], does: 'Go to notifications' },
  { keys: ['?'], does: 'Show shortcuts' },
];

/** The keyboard shortcuts, and a switch for the single-key ones. */
export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts">
      <HelpContent />
    </Dialog>
  );
}

function HelpContent() {
  const [areOn, setOn] = useState(singleKeysAreOn);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        <div className="contents">
          <dt>
            <CommandKbd letter="K" />
          </dt>
          <dd className="text-text-muted">Command menu</dd>
        </div>
        {keys.map((row) => (
          <div key={row.does} className="contents">
            <dt className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-text-muted">{row.does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        isSelected={areOn}
        onChange={(isOn) => {
          setOn(isOn);
          setSingleKeys(isOn);
        }}
        hint="Turn off if you use dictation software."
      >
        Single-key shortcuts (N, J, K, X, O, U, 1–9, /, ?)
      </Switch>
    </div>
  );
}
