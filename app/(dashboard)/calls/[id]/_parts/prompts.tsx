'use client';

import { useState } from 'react';
import { browserNow } from '@/app/_components/browser-clock';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Card } from '@/app/_components/page/card';
import { Kbd } from '@/app/_components/page/kbd';
import { useShortcut } from '@/app/_components/use-shortcut';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { CallDetails } from '@/lib/contracts/calls';
import { ClockSeconds } from './clock-seconds';
import type { CallState } from './use-call';

type Prompt = CallDetails['confirmations'][number];

const LAST_KEY = 9;

/** The checklist of the call; the first nine items can be ticked by their number. */
export function Prompts({ state }: { state: CallState }) {
  const { call } = state;
  if (call.confirmations.length === 0) return null;
  const done = call.confirmations.filter(({ confirmed_at }) => confirmed_at).length;
  return (
    <Card
      title="Checklist"
      note={`${done} of ${call.confirmations.length} ticked`}
      actions={
        call.rights.tick ? (
          <span className="flex items-center gap-1 text-caption text-text-muted touch:hidden">
            Press <Kbd>1</Kbd>–<Kbd>{Math.min(LAST_KEY, call.confirmations.length)}</Kbd>
          </span>
        ) : null
      }
    >
      <ol className="flex flex-col gap-1.5">
        {call.confirmations.map((prompt, index) => (
          <PromptRow key={prompt.key} prompt={prompt} number={index + 1} state={state} />
        ))}
      </ol>
    </Card>
  );
}

function PromptRow({ prompt, number, state }: { prompt: Prompt; number: number; state: CallState }) {
  const { name } = useSession().user;
  const [isPending, setPending] = useState(false);
  const canTick = state.call.rights.tick && !isPending;
  const isTicked = prompt.confirmed_at !== null;
  const set = async (next: boolean) => {
    setPending(true);
    await state.tick(prompt.key, next, new Date(browserNow()).toISOString(), name);
    setPending(false);
  };
  useShortcut(String(number), () => void set(!isTicked), { isDisabled: !canTick || number > LAST_KEY });
  const isRequired = prompt.required && state.call.voice.qa;
  return (
    <li className="flex items-start justify-between gap-3">
      <Checkbox
        isSelected={isTicked}
        isReadOnly={!canTick}
        isDisabled={!state.call.rights.tick}
        onChange={(next) => void set(next)}
        hint={isRequired && !isTicked ? 'Required before you log an outcome' : undefined}
      >
        <span className="tabular text-text-muted">{number}.</span> {prompt.text}
      </Checkbox>
      {prompt.confirmed_at ? (
        <span className="shrink-0 pt-0.5 text-right text-caption text-text-muted">
          {prompt.confirmed_by}, <ClockSeconds at={prompt.confirmed_at} />
        </span>
      ) : null}
    </li>
  );
}
