import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  type LucideIcon,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from 'lucide-react';
import { Badge, type Tone } from '@/app/_components/feedback/badge';
import type { Call } from '@/lib/contracts/calls';

type Look = { word: string; tone: Tone; icon: LucideIcon };

const looks: Record<Call['status'], Look> = {
  ordering: { word: 'Placing', tone: 'caution', icon: PhoneOutgoing },
  unknown: { word: 'Unconfirmed', tone: 'caution', icon: CircleHelp },
  queued: { word: 'Queued', tone: 'caution', icon: Clock },
  ringing: { word: 'Ringing', tone: 'caution', icon: PhoneOutgoing },
  'in-progress': { word: 'In progress', tone: 'caution', icon: PhoneCall },
  completed: { word: 'Completed', tone: 'good', icon: CircleCheck },
  busy: { word: 'Busy', tone: 'bad', icon: PhoneOff },
  'no-answer': { word: 'No answer', tone: 'bad', icon: PhoneMissed },
  failed: { word: 'Failed', tone: 'bad', icon: CircleX },
  canceled: { word: 'Ended early', tone: 'neutral', icon: PhoneOff },
  'not-placed': { word: 'Not placed', tone: 'bad', icon: CircleX },
};

/** Names of a call's statuses, for filters. */
export const callStatusWords = Object.fromEntries(
  Object.entries(looks).map(([status, { word }]) => [status, word]),
) as Record<Call['status'], string>;

/** A call's status, by icon and word: one that completed without the attendee did not connect. */
export function CallBadge({ call, className }: { call: CallState; className?: string }) {
  const { word, tone, icon: Icon } = lookOf(call);
  return (
    <Badge
      tone={tone}
      className={className}
      icon={<Icon aria-hidden className={`size-3.5 shrink-0 ${call.live ? 'animate-calling' : ''}`} />}
    >
      {word}
    </Badge>
  );
}

type CallState = Pick<Call, 'status' | 'live' | 'bridged_at' | 'answered_by' | 'failure_reason'>;

function lookOf({ status, bridged_at, answered_by, failure_reason }: CallState): Look {
  if (status === 'in-progress' && bridged_at) return { word: 'Connected', tone: 'caution', icon: PhoneCall };
  if (status !== 'completed' || bridged_at) return looks[status];
  if (answered_by === 'machine') return { word: 'Answering machine', tone: 'bad', icon: Voicemail };
  const word = failure_reason ? failure_reason.replaceAll('_', ' ') : 'not connected';
  return { word: word.charAt(0).toUpperCase() + word.slice(1), tone: 'bad', icon: PhoneMissed };
}
