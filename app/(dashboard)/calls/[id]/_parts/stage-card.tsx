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

/** The call's state in large type, and the button to end it. */
export function StageCard({ state, isOwn }: { state: CallState; isOwn: boolean }) {
  const { call } = state;
  const stage = stageOf(call, isOwn);
  const { icon: Icon, style } = looks[stage.kind];
  const talked = call.talk_seconds !== null && !call.live ? durationText(call.talk_seconds * 1000) : null;
  return (
    <section aria-label="Call status" className="flex flex-wrap items-center gap-4 rounded-card border bg-surface p-4">
      <span className={cx('flex size-11 shrink-0 items-center justify-center rounded-full', style)}>
        <Icon aria-hidden className={cx('size-5', stage.kind === 'waiting' && 'animate-calling')} />
      </span>
      <div role="status" className="min-w-0 flex-1 basis-48">
        <p className="text-title font-semibold break-words">
          {talked ? `${stage.headline} · ${talked}` : stage.headline}
        </p>
        {stage.detail ? <p className="break-words text-text-muted">{stage.detail}</p> : null}
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
      showToast(hasSurvey ? 'Your line is closed. The attendee gets the survey question.' : 'Ending the call');
    } catch (error) {
      showErrorToast('Call not ended', error instanceof ApiError ? error.detail : undefined);
    } finally {
      setPending(false);
    }
  };
  return (
    <Button variant="danger" isPending={isPending} onPress={end} icon={<PhoneOff aria-hidden className="size-4" />}>
      {hasSurvey ? 'End and start survey' : 'End call'}
    </Button>
  );
}
