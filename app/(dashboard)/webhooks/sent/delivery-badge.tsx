import { CircleCheck, CircleX, Clock, Forward, type LucideIcon } from 'lucide-react';
import { Badge, type Tone } from '@/app/_components/feedback/badge';
import type { WebhookDelivery } from '@/lib/contracts/webhook-deliveries';

export const deliveryStatusWords: Record<WebhookDelivery['status'], string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  handed_over: 'Sent to Svix',
  failed: 'Failed',
};

const looks: Record<WebhookDelivery['status'], { tone: Tone; icon: LucideIcon }> = {
  waiting: { tone: 'info', icon: Clock },
  delivered: { tone: 'good', icon: CircleCheck },
  handed_over: { tone: 'good', icon: Forward },
  failed: { tone: 'bad', icon: CircleX },
};

/** Status of a delivery. */
export function DeliveryBadge({ delivery, className }: { delivery: WebhookDelivery; className?: string }) {
  const { tone, icon: Icon } = looks[delivery.status];
  const isRetrying = delivery.status === 'waiting' && delivery.last_error !== null;
  return (
    <Badge
      tone={isRetrying ? 'caution' : tone}
      icon={<Icon aria-hidden className="size-3.5 shrink-0" />}
      className={className}
    >
      {isRetrying ? 'Retrying' : deliveryStatusWords[delivery.status]}
    </Badge>
  );
}
