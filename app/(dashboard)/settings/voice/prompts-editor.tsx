'use client';

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { IconButton } from '@/app/_components/action/icon-button';
import { newIdempotencyKey } from '@/app/_components/browser-ids';
import { Checkbox } from '@/app/_components/form/checkbox';
import { TextField } from '@/app/_components/form/text-field';
import type { VoiceSettingsWire } from '@/lib/contracts/voice-settings';

type Prompt = VoiceSettingsWire['confirmation_prompts'][number];

/** A checklist item being edited; `id` identifies its row. */
export interface PromptDraft extends Prompt {
  id: string;
}

const MAX_ITEMS = 12;

/** Drafts of the saved items. */
export function newDrafts(prompts: Prompt[]): PromptDraft[] {
  return prompts.map((prompt) => ({ ...prompt, id: prompt.key }));
}

/** The items to save, without empty ones. */
export function promptsOf(drafts: PromptDraft[]): Prompt[] {
  return drafts
    .map(({ key, text, required }) => ({ key, text: text.trim(), required }))
    .filter(({ text }) => text !== '');
}

interface PromptsEditorProps {
  drafts: PromptDraft[];
  onChange: (drafts: PromptDraft[]) => void;
  isDisabled: boolean;
}

/** The checklist, in order. */
export function PromptsEditor({ drafts, onChange, isDisabled }: PromptsEditorProps) {
  const change = (id: string, part: Partial<Prompt>) =>
    onChange(drafts.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));
  const move = (at: number, step: 1 | -1) => {
    const next = [...drafts];
    next.splice(at + step, 0, ...next.splice(at, 1));
    onChange(next);
  };
  const add = () => {
    const key = `p-${newIdempotencyKey().replaceAll('-', '').slice(0, 12)}`;
    onChange([...drafts, { id: key, key, text: '', required: false }]);
  };

  return (
    <div className="flex flex-col gap-3">
      {drafts.length === 0 ? <p className="text-text-muted">No items yet.</p> : null}
      <ol className="flex flex-col gap-3">
        {drafts.map((draft, at) => (
          <li key={draft.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <TextField
              name={`confirmation_prompts.${at}.text`}
              label={`Item ${at + 1}`}
              labelHidden
              placeholder="Confirm their name"
              value={draft.text}
              onChange={(text) => change(draft.id, { text })}
              maxLength={200}
              isDisabled={isDisabled}
              autoFocus={draft.text === ''}
              className="flex-1 basis-60"
            />
            <Checkbox
              isSelected={draft.required}
              onChange={(required) => change(draft.id, { required })}
              isDisabled={isDisabled}
            >
              Required
            </Checkbox>
            {isDisabled ? null : (
              <span className="flex">
                <IconButton label={`Move item ${at + 1} up`} isDisabled={at === 0} onPress={() => move(at, -1)}>
                  <ArrowUp aria-hidden className="size-4" />
                </IconButton>
                <IconButton
                  label={`Move item ${at + 1} down`}
                  isDisabled={at === drafts.length - 1}
                  onPress={() => move(at, 1)}
                >
                  <ArrowDown aria-hidden className="size-4" />
                </IconButton>
                <IconButton
                  label={`Remove item ${at + 1}`}
                  onPress={() => onChange(drafts.filter(({ id }) => id !== draft.id))}
                >
                  <Trash2 aria-hidden className="size-4" />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {isDisabled || drafts.length >= MAX_ITEMS ? null : (
        <div>
          <Button onPress={add}>Add item</Button>
        </div>
      )}
    </div>
  );
}
