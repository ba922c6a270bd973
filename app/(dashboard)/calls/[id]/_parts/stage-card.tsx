'use client';

import { CircleCheck, CircleX, type LucideIcon, PhoneCall, PhoneOff, PhoneOutgoing } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError } from '@/app/_components/api';
import { cx } from '@/app/_components/cx';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { Countdown } from '@/app/_components/time/countdown';
import { durationText } from '@/lib/time/duration-text';
import { type CallStage, stageOf } from './call-stage';
import type { CallState } from './use-call';

const looks: Record<CallStage['kind'], { icon: LucideIcon; style: string }> = {
  waiting: { icon: PhoneOutgoing, style: 'bg-caution-soft text-caution' },
  talking: { icon: PhoneCall, style: 'bg-good-soft text-good' },
  over: { icon: CircleCheck, style: 'bg-good-soft text-good' },
  failed: { icon: CircleX, style: 'bg-bad-soft text-bad' },
};

/** What happens on the line now, in large letters; and the way to end it. */
export function StageCard({ state }: { state: CallState }) {
  const { call } = state;
  const stage = stageOf(call);
  const { icon: Icon, style } = looks[stage.kind];
  const talked = call.talk_seconds !== null && !call.live ? durationText(call.talk_seconds * 1000) : null;
  return (
    <section
      aria-label="Where the call stands"
      className="flex flex-wrap items-center gap-4 rounded-card border bg-surface p-4"
    >
      <span className={cx('flex size-11 shrink-0 items-center justify-center rounded-full', style)}>
        <Icon aria-hidden className={cx('size-5', stage.kind === 'waiting' && 'animate-calling')} />
      </span>
      <div aria-live="polite" className="min-w-0 flex-1 basis-48">
        <p className="text-title font-semibold break-words">{stage.headline}</p>
        {stage.detail ? <p className="break-words text-text-muted">{stage.detail}</p> : null}
        {talked ? <p className="text-text-muted">Talked {talked}.</p> : null}
      </div>
      {stage.since ? <Countdown to={stage.since} className="text-figure font-semibold" /> : null}
      {call.rights.end ? <EndButton state={state} /> : null}
    </section>
  );
}

function EndButton({ state }: { state: CallState }) {
  const [isPending, setPending] = useState(false);
  const hasSurvey = state.call.voice.survey && state.call.bridged_at !== null;
  const end = async () => {
    setPending(true);
    try {
      await state.end();
      showToast(hasSurvey ? 'Your line ends; the attendee is asked the question' : 'The call is being ended');
    } catch (error) {
      showErrorToast('The call was not ended', error instanceof ApiError ? error.detail : undefined);
    } finally {
      setPending(false);
    }
  };
  return (
    <Button variant="danger" isPending={isPending} onPress={end} icon={<PhoneOff aria-hidden className="size-4" />}>
      {hasSurvey ? 'End and ask the survey' : 'End call'}
    </Button>
  );
}
