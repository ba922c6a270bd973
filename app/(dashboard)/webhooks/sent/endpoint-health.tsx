import { Ban, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { Badge } from '@/app/_components/feedback/badge';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { disabledWords } from './endpoint-words';

/** Health of an endpoint. */
export function EndpointHealth({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { enabled, disabled_reason, health } = endpoint;
  if (!enabled)
    return (
      <Badge
        tone={disabled_reason === 'by_hand' ? 'neutral' : 'bad'}
        icon={<Ban aria-hidden className="size-3.5 shrink-0" />}
      >
        {disabledWords[disabled_reason ?? 'by_hand']}
      </Badge>
    );
  if (health.failing_since)
    return (
      <Badge tone="caution" icon={<TriangleAlert aria-hidden className="size-3.5 shrink-0" />}>
        Failing
      </Badge>
    );
  if (health.last_success_at)
    return (
      <Badge tone="good" icon={<CircleCheck aria-hidden className="size-3.5 shrink-0" />}>
        Healthy
      </Badge>
    );
  return <Badge icon={<CircleDashed aria-hidden className="size-3.5 shrink-0" />}>Nothing sent yet</Badge>;
}
