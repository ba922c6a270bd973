import { ShieldCheck } from 'lucide-react';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { CallDetails } from '@/lib/contracts/calls';

/** What QA mode requires of this call, and when it has locked its record. */
export function QaNotice({ call }: { call: CallDetails }) {
  if (!call.voice.qa) return null;
  const isClosed = call.outcome !== null && !call.rights.edit_notes;
  return (
    <Callout tone="info" icon={ShieldCheck}>
      <p className="font-medium">{isClosed ? 'This call is locked.' : 'QA mode is on.'}</p>
      <p>
        {isClosed
          ? 'Its outcome is logged. Only owners and admins can still change it.'
          : 'Tick the required items before you log an outcome: it locks the call. Only owners, admins and supervisors can access the recording and transcript.'}
      </p>
    </Callout>
  );
}
