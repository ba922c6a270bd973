import {
  Ban,
  CalendarCheck,
  CircleCheck,
  CircleDashed,
  CircleX,
  type LucideIcon,
  MailCheck,
  MailX,
  Reply,
  Send,
  ThumbsUp,
} from 'lucide-react';
import { Badge, type Tone } from '@/app/_components/feedback/badge';
import type { LeadStage } from '@/lib/contracts/leads';

/** Name and look of each stage. */
export const stageLooks: Record<LeadStage, { word: string; tone: Tone; icon: LucideIcon }> = {
  not_sent: { word: 'Not sent', tone: 'neutral', icon: CircleDashed },
  sent: { word: 'Sent', tone: 'neutral', icon: Send },
  delivered: { word: 'Delivered', tone: 'neutral', icon: MailCheck },
  replied: { word: 'Replied', tone: 'info', icon: Reply },
  interested: { word: 'Interested', tone: 'info', icon: ThumbsUp },
  booked: { word: 'Booked', tone: 'caution', icon: CalendarCheck },
  showed: { word: 'Showed', tone: 'good', icon: CircleCheck },
  no_show: { word: 'No-show', tone: 'bad', icon: CircleX },
  bounced: { word: 'Bounced', tone: 'bad', icon: MailX },
  unsubscribed: { word: 'Unsubscribed', tone: 'neutral', icon: Ban },
};

/** The furthest stage of a lead, by icon and word. */
export function StageBadge({ stage, className }: { stage: LeadStage; className?: string }) {
  const { word, tone, icon: Icon } = stageLooks[stage];
  return (
    <Badge tone={tone} className={className} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {word}
    </Badge>
  );
}
