import { CircleCheck, CircleX, Clock, type LucideIcon, MailX, RefreshCw, Slash } from 'lucide-react';
import { Badge, type Tone } from '@/app/_components/feedback/badge';
import type { WebhookEvent } from '@/lib/contracts/webhook-events';
import { receivedStatusWords } from './received-words';

const looks: Record<WebhookEvent['status'], { tone: Tone; icon: LucideIcon }> = {
  received: { tone: 'info', icon: Clock },
  processed: { tone: 'good', icon: CircleCheck },
  already_synced: { tone: 'good', icon: CircleCheck },
  ignored: { tone: 'neutral', icon: Slash },
  failed: { tone: 'caution', icon: RefreshCw },
  dead: { tone: 'bad', icon: CircleX },
  missing: { tone: 'caution', icon: MailX },
};

/** Outcome of a webhook. */
export function ReceivedBadge({ event, className }: { event: Pick<WebhookEvent, 'status'>; className?: string }) {
  const { tone, icon: Icon } = looks[event.status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />} className={className}>
      {receivedStatusWords[event.status]}
    </Badge>
  );
}
