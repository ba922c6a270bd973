'use client';

import { api } from '@/app/_components/api';
import { useNow } from '@/app/_components/browser-clock';
import { Checkbox } from '@/app/_components/form/checkbox';
import { DatePicker } from '@/app/_components/form/date-picker';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { addDays, dayIn } from '@/lib/time/calendar-days';
import { boundsOfDay } from '@/lib/time/wall-time';
import { endpointName } from './endpoint-words';

interface ReplayDialogProps {
  endpoint: WebhookEndpoint | null;
  onClose: () => void;
}

/** Replays the events of some days to an endpoint. */
export function ReplayDialog({ endpoint, onClose }: ReplayDialogProps) {
  const { timeZone } = useSession().organization;
  const keyOf = useAttemptKey();
  const name = endpoint ? endpointName(endpoint) : '';
  const now = useNow(60_000);
  const today = now === null ? null : dayIn(timeZone, new Date(now));

  async function send(data: FormData) {
    if (!endpoint) return;
    const body = {
      from: boundsOfDay(textOf(data, 'from') ?? '', timeZone)?.from.toISOString(),
      to: boundsOfDay(textOf(data, 'to') ?? '', timeZone)?.until.toISOString(),
      only_failed: data.get('only_failed') !== null,
    };
    const path = `/api/webhook-endpoints/${endpoint.id}/replay`;
    const { queued } = await api<{ queued: number }>(path, { method: 'POST', body, idempotencyKey: keyOf(body) });
    showToast(
      queued === 0 ? 'No events to replay in this period' : queued === 1 ? '1 event queued' : `${queued} events queued`,
    );
    onClose();
  }

  return (
    <Dialog isOpen={endpoint !== null} onClose={onClose} title={`Replay events to ${name}`}>
      <Form onSend={send} aria-label={`Replay events to ${name}`}>
        <p className="text-text-muted">
          Events keep their IDs, so your receiver can skip the ones it already has. Events missed while the endpoint was
          off are included.
        </p>
        <div className="grid gap-4 md:grid-cols-2">
          <DatePicker
            name="from"
            label="First day"
            timeZone={timeZone}
            defaultValue={today && addDays(today, -6)}
            isRequired
          />
          <DatePicker name="to" label="Last day" timeZone={timeZone} defaultValue={today} isRequired />
        </div>
        <Checkbox name="only_failed" value="yes" defaultSelected>
          Skip delivered events
        </Checkbox>
        <div className="flex justify-end">
          <SubmitButton>Replay</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
