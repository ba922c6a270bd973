'use client';

import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { TextField } from '@/app/_components/form/text-field';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { Kbd } from '@/app/_components/page/kbd';
import { useShortcut } from '@/app/_components/use-shortcut';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { outcomeWords } from '@/app/(dashboard)/calls/_parts/outcome-words';
import { type CallOutcome, callLimits, callOutcomes } from '@/lib/contracts/calls';
import { ClockSeconds } from './clock-seconds';
import { missingPrompts } from './missing-prompts';
import type { CallState } from './use-call';
import { useNextKey } from './use-next-key';

/** The outcome: one press, or two keys, `O` and the letter. */
export function OutcomePanel({ state }: { state: CallState }) {
  const { call } = state;
  const [note, setNote] = useState(call.outcome_note ?? '');
  const [isWaiting, setWaiting] = useState(false);
  const [isCorrecting, setCorrecting] = useState(false);
  const [isPending, setPending] = useState(false);
  const canDeclare = call.rights.declare_outcome && !isPending;

  const declare = async (outcome: CallOutcome) => {
    setWaiting(false);
    setPending(true);
    const isDeclared = await state.declare(outcome, note);
    setPending(false);
    if (isDeclared) setCorrecting(false);
    if (isDeclared) showToast(`Outcome: ${outcomeWords(outcome)}`, `Call with ${call.attendee_name}`);
  };
  const startWaiting = () => {
    setCorrecting(true);
    setWaiting(true);
  };
  useShortcut('o', startWaiting, { isDisabled: !canDeclare });
  useNextKey(isWaiting, (key) => {
    const chosen = callOutcomes.find((outcome) => outcome.key === key);
    if (chosen && missingPrompts(call, chosen.value).length === 0) void declare(chosen.value);
    else setWaiting(false);
  });

  if (!call.rights.declare_outcome && !call.outcome) return null;
  return (
    <Card
      title="Outcome"
      note={call.outcome ? undefined : 'How did it go?'}
      actions={
        canDeclare ? (
          <span className="flex items-center gap-1 text-caption text-text-muted touch:hidden">
            Press <Kbd>O</Kbd>, then a letter
          </span>
        ) : null
      }
      className={isWaiting ? 'outline-2 outline-accent' : undefined}
    >
      {call.outcome ? <Declared state={state} /> : null}
      {call.rights.declare_outcome && call.outcome && !isCorrecting ? (
        <Button size="small" onPress={() => setCorrecting(true)}>
          Change outcome
        </Button>
      ) : null}
      {call.rights.declare_outcome && (!call.outcome || isCorrecting) ? (
        <div className="flex flex-col gap-3">
          <p role="status" className="sr-only">
            {isWaiting ? 'Press the letter of an outcome, or Escape.' : ''}
          </p>
          <div className="grid gap-1.5">
            {likeliestFirst(call).map(({ value, label, key }) => {
              const missing = missingPrompts(call, value);
              return (
                <Button
                  key={value}
                  variant={call.outcome === value ? 'primary' : 'secondary'}
                  isDisabled={!canDeclare || missing.length > 0}
                  onPress={() => void declare(value)}
                  className="w-full justify-start!"
                  icon={<Kbd>{key.toUpperCase()}</Kbd>}
                >
                  {label}
                </Button>
              );
            })}
          </div>
          {missingPrompts(call, 'connected_interested').length > 0 ? (
            <Callout tone="caution">Tick the required items first. “No answer” outcomes are available now.</Callout>
          ) : null}
          <TextField label="Note (optional)" value={note} onChange={setNote} maxLength={callLimits.outcomeNoteLength} />
        </div>
      ) : null}
    </Card>
  );
}

/** When nobody was connected, the outcomes without a conversation come first. */
function likeliestFirst({ bridged_at, live }: CallState['call']) {
  if (live || bridged_at) return callOutcomes;
  return callOutcomes.toSorted((a, b) => Number(a.conversation) - Number(b.conversation));
}

function Declared({ state: { call } }: { state: CallState }) {
  if (!call.outcome) return null;
  return (
    <Callout tone="good" icon={CircleCheck} className="mb-3">
      <strong>{outcomeWords(call.outcome)}</strong>
      <span className="block text-caption">
        {call.outcome_by ?? 'Logged'}
        {call.outcome_at ? (
          <>
            {' '}
            at <ClockSeconds at={call.outcome_at} />
          </>
        ) : null}
        {call.outcome_note ? `: ${call.outcome_note}` : ''}
      </span>
    </Callout>
  );
}
