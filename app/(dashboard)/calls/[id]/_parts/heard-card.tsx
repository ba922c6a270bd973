'use client';

import { Disc2, FileText, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '@/app/_components/page/card';
import type { CallDetails } from '@/lib/contracts/calls';
import { ClockSeconds } from './clock-seconds';

/** The notices that the attendee hears first, in the organization's words; the recording notice always. */
export interface Disclosures {
  recording: string;
  survey: string;
  translation: string;
}

/** The notice and the recording: the recording starts only after the notice. */
export function HeardCard({ call, disclosures }: { call: CallDetails; disclosures: Disclosures }) {
  const { voice } = call;
  const notices = [
    disclosures.recording,
    voice.survey ? disclosures.survey : null,
    voice.translate ? disclosures.translation : null,
  ].filter((text) => text !== null);
  return (
    <Card title="Recording and disclosure">
      <ul className="flex flex-col gap-2">
        <Line icon={<Volume2 aria-hidden className="size-4" />}>
          {call.disclosed_at ? (
            <>
              Recording notice played at <ClockSeconds at={call.disclosed_at} />
            </>
          ) : call.live ? (
            'Recording notice not played yet'
          ) : (
            'Recording notice not played'
          )}
          <q className="block text-text-muted">{notices.join(' ')}</q>
        </Line>
        <Line icon={<Disc2 aria-hidden className="size-4" />}>{recordingText(call)}</Line>
        {voice.transcribe ? (
          <Line icon={<FileText aria-hidden className="size-4" />}>
            {call.transcripts.length > 0 ? 'Transcript ready' : 'Transcript follows after the call'}
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
  requested: 'Recording is about to start',
  'in-progress': 'Recording',
  completed: 'Recording saved',
  absent: 'No recording: there was nothing to record',
  failed: 'Recording failed: nothing was saved',
} as const;

function recordingText({ voice, recording, recorded, live, disclosed_at, rights }: CallDetails): string {
  if (!voice.record) return 'Recording is off for this call';
  if (recording) return recordingWords[recording.status];
  if (!rights.hear_recording && (recorded || (live && disclosed_at)))
    return `${recorded ? 'Recording saved' : 'Recording'}. In QA mode, only owners, admins and supervisors can listen.`;
  return live ? 'Recording starts once the call is connected' : 'No recording';
}
