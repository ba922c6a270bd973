'use client';

import { Disc2, FileText, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '@/app/_components/page/card';
import type { CallDetails } from '@/lib/contracts/calls';
import { ClockSeconds } from './clock-seconds';

/** The sentences that the attendee hears first, as the organization words them; the one on recording always. */
export interface Disclosures {
  recording: string;
  survey: string;
  translation: string;
}

/** What the attendee is told and what is kept: the disclosure first, the recording only after it. */
export function HeardCard({ call, disclosures }: { call: CallDetails; disclosures: Disclosures }) {
  const { voice } = call;
  const said = [
    disclosures.recording,
    voice.survey ? disclosures.survey : null,
    voice.translate ? disclosures.translation : null,
  ].filter((text) => text !== null);
  return (
    <Card title="What the attendee hears, and what is kept">
      <ul className="flex flex-col gap-2">
        <Line icon={<Volume2 aria-hidden className="size-4" />}>
          <q>{said.join(' ')}</q>{' '}
          <span className="text-text-muted">
            {call.disclosed_at ? (
              <>
                Heard at <ClockSeconds at={call.disclosed_at} />.
              </>
            ) : call.live ? (
              'Not heard yet.'
            ) : (
              'Was not heard.'
            )}
          </span>
        </Line>
        <Line icon={<Disc2 aria-hidden className="size-4" />}>{recordingText(call)}</Line>
        {voice.transcribe ? (
          <Line icon={<FileText aria-hidden className="size-4" />}>
            {call.transcripts.length > 0 ? 'The transcript is there.' : 'A transcript follows after the call.'}
          </Line>
        ) : null}
      </ul>
    </Card>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <span className="mt-0.5 shrink-0 text-text-muted">{icon}</span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

const recordingWords = {
  requested: 'The recording is about to begin.',
  'in-progress': 'Recording now.',
  completed: 'Recorded.',
  absent: 'The carrier kept no recording: there was nothing to record.',
  failed: 'The recording failed; nothing was kept.',
} as const;

function recordingText({ voice, recording, recorded, live, disclosed_at, rights }: CallDetails): string {
  if (!voice.record) return 'This call is not recorded.';
  if (recording) return recordingWords[recording.status];
  if (!rights.hear_recording && (recorded || (live && disclosed_at)))
    return `${recorded ? 'Recorded' : 'Recorded from here on'}. Under the quality rules, only owner, admin and supervisor may listen.`;
  return live ? 'The recording begins once the two are connected.' : 'There is no recording.';
}
