import { Ban, CircleCheck, CircleX, Clock, type LucideIcon, PhoneOutgoing } from 'lucide-react';
import { Badge, type Tone } from './badge';

const looks = {
  pending: { word: 'Pending', tone: 'info', icon: Clock },
  calling: { word: 'Calling', tone: 'caution', icon: PhoneOutgoing },
  completed: { word: 'Completed', tone: 'good', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'bad', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
} as const satisfies Record<string, { word: string; tone: Tone; icon: LucideIcon }>;

type Status = keyof typeof looks;

/** A status, always by icon and word. */
export function StatusBadge({ status, className }: { status: Status; className?: string }) {
  const { word, tone, icon: Icon } = looks[status];
  return (
    <Badge
      tone={tone}
      className={className}
      icon={<Icon aria-hidden className={`size-3.5 shrink-0 ${status === 'calling' ? 'animate-calling' : ''}`} />}
    >
      {word}
    </Badge>
  );
}
