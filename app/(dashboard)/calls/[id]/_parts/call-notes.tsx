'use client';

import { TextArea } from '@/app/_components/form/text-area';
import { Card } from '@/app/_components/page/card';
import { callLimits } from '@/lib/contracts/calls';
import { type SaveState, useAutosave } from './use-autosave';
import type { CallState } from './use-call';

const words: Record<SaveState, string> = {
  saved: 'Saved',
  typing: 'Typing…',
  saving: 'Saving…',
  failed: 'Not saved yet. Trying again: your text is still here.',
};

/** Notes of the call, saved automatically. */
export function CallNotes({ state }: { state: CallState }) {
  const { call } = state;
  const notes = useAutosave(call.notes ?? '', state.saveNotes);
  if (!call.rights.edit_notes)
    return call.notes ? (
      <Card title="Notes">
        <p className="break-words whitespace-pre-line">{call.notes}</p>
      </Card>
    ) : null;
  return (
    <Card
      title="Notes"
      actions={
        <span
          role="status"
          className={notes.state === 'failed' ? 'text-caption text-bad' : 'text-caption text-text-muted'}
        >
          {notes.text === '' && notes.state === 'saved' ? 'Saved as you type' : words[notes.state]}
        </span>
      }
    >
      <TextArea
        label="Call notes"
        labelHidden
        rows={5}
        value={notes.text}
        onChange={notes.type}
        onBlur={notes.flush}
        maxLength={callLimits.notesLength}
        placeholder="What did you discuss and agree?"
      />
    </Card>
  );
}
