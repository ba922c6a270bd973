'use client';

import { ButtonLink } from '@/app/_components/action/link';
import { FoldedFacts, type KeyValue, KeyValueList } from '@/app/_components/data/key-value-list';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { latenessText } from '@/app/(dashboard)/_parts/lateness-text';
import { RecordingPlayer } from '@/app/(dashboard)/_parts/recording-player';
import type { CallDetails } from '@/lib/contracts/calls';
import { durationText } from '@/lib/time/duration-text';
import { ClockSeconds } from './clock-seconds';

/** After the end: punctuality, recording and transcript, and what comes next. */
export function AfterCall({ call }: { call: CallDetails }) {
  const { permissions } = useSession();
  if (call.live) return null;
  const canBook = permissions.includes('bookings:write');
  return (
    <Card title="Call details">
      <div className="flex flex-col gap-4">
        <KeyValueList items={figures(call)} />
        {call.recording?.playable ? <RecordingPlayer callId={call.id} /> : null}
        {call.transcripts.map(({ text, received_at }) =>
          text ? (
            <section key={received_at} aria-label="Transcript">
              <h3 className="mb-1 font-semibold">Transcript</h3>
              <p className="max-h-80 overflow-y-auto rounded-control bg-sunken p-3 break-words whitespace-pre-line">
                {text}
              </p>
            </section>
          ) : null,
        )}
        <div className="flex flex-wrap gap-2 empty:hidden">
          {call.booking.status === 'pending' ? (
            <ButtonLink variant="primary" href={`/bookings/${call.booking_id}/live`}>
              Go to next attempt
            </ButtonLink>
          ) : null}
          {canBook && call.booking.status !== 'pending' && call.booking.status !== 'calling' ? (
            <ButtonLink href={`/bookings/new?again=${call.booking_id}`}>Book another call</ButtonLink>
          ) : null}
        </div>
        <FoldedFacts title="Technical details">
          <KeyValueList items={rawFacts(call)} />
        </FoldedFacts>
      </div>
    </Card>
  );
}

function figures(call: CallDetails): KeyValue[] {
  const fact = (label: string, value: KeyValue['value'] | null): KeyValue[] =>
    value === null ? [] : [{ label, value }];
  return [
    ...fact('Placed', call.ordered_at && <ClockSeconds at={call.ordered_at} />),
    ...fact('Started', call.lateness_ms === null ? null : `${latenessText(call.lateness_ms)} after schedule`),
    ...fact('Connected', call.bridged_at && <ClockSeconds at={call.bridged_at} />),
    ...fact('Ended', call.ended_at && <ClockSeconds at={call.ended_at} />),
    ...fact('Talk time', call.talk_seconds === null ? null : durationText(call.talk_seconds * 1000)),
    ...fact('Answered by', call.answered_by && (call.answered_by === 'human' ? 'A person' : 'Voicemail')),
    ...fact('Survey', call.survey_answer && `Pressed ${call.survey_answer}`),
    ...fact('Why it didn’t connect', call.failure_text),
  ];
}

function rawFacts(call: CallDetails): KeyValue[] {
  return [
    ...call.gates.map(({ gate, passed, evidence }) => ({
      label: sentence(gate.replaceAll('_', ' ')),
      value: `${passed ? 'Passed' : 'Failed'}: ${evidence}`,
    })),
    { label: 'Call ID', value: call.id },
    { label: 'Carrier ID', value: call.carrier_sid ?? 'None' },
    { label: 'Status', value: call.status },
    { label: 'Due (UTC)', value: call.due_at },
    { label: 'Claimed (UTC)', value: call.intent_at },
  ];
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
