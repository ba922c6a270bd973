'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { SearchInAddress } from '@/app/_components/list/search-in-address';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import type { OptOutWire } from '@/lib/contracts/opt-outs';
import { OptOutRows } from './opt-out-rows';

interface OptOutListProps {
  first: { optOuts: OptOutWire[]; nextCursor: string | null };
  /** Digits to search for; empty for all. */
  q: string;
  mayAdd: boolean;
  mayRemove: boolean;
}

/** Numbers that are never called: add, search, remove. */
export function OptOutList({ first, q, mayAdd, mayRemove }: OptOutListProps) {
  return (
    <div className="flex flex-col gap-4">
      {mayAdd ? <AddOptOut /> : null}
      <Card
        title="Do-not-call list"
        note="We never call these numbers, even if a call is booked."
        actions={<SearchInAddress param="q" label="Search numbers" fromServer />}
      >
        <OptOutRows key={`${q} ${first.optOuts[0]?.id}`} first={first} q={q} mayRemove={mayRemove} />
      </Card>
    </div>
  );
}

function AddOptOut() {
  const router = useRouter();
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const reason = textOf(data, 'reason');
    const body = { phone: textOf(data, 'phone') ?? '', ...(reason ? { reason } : {}) };
    const request = { method: 'POST', body, idempotencyKey: keyOf(body) } as const;
    const { opt_out } = await api<{ opt_out: OptOutWire }>('/api/opt-outs', request);
    showToast(`${opt_out.phone} added to the list`);
    router.refresh();
  }

  return (
    <Card title="Add a number">
      <Form onSend={send} aria-label="Add a number to the do-not-call list">
        <div className="grid items-start gap-4 md:grid-cols-[1fr_1fr_auto]">
          <TextField
            name="phone"
            type="tel"
            label="Phone number"
            hint="With country code, e.g. +1 202 555 0100"
            autoComplete="off"
            isRequired
          />
          <TextField name="reason" label="Reason (optional)" autoComplete="off" maxLength={200} />
          <SubmitButton variant="secondary" className="md:mt-6">
            Add to list
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
