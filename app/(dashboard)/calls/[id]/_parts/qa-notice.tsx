import { ShieldCheck } from 'lucide-react';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { CallDetails } from '@/lib/contracts/calls';

/** What the quality rules ask of this call, and when they have closed its record. */
export function QaNotice({ call }: { call: CallDetails }) {
  if (!call.voice.qa) return null;
  const isClosed = call.outcome !== null && !call.rights.edit_notes;
  return (
    <Callout tone="info" icon={ShieldCheck}>
      <p className="font-medium">{isClosed ? 'The record of this call is closed.' : 'Quality rules are on.'}</p>
      <p>
        {isClosed
          ? 'Its outcome is declared. Only owner and admin may still correct it.'
          : 'Required prompts come before an outcome; the declared outcome closes the record. Recording and transcript are for owner, admin and supervisor.'}
      </p>
    </Callout>
  );
}
