'use client';

import useSWR from 'swr';
import { ApiError, api, apiGet } from '@/app/_components/api';
import { showErrorToast } from '@/app/_components/overlay/toast';
import type { CallDetails, CallOutcome } from '@/lib/contracts/calls';

type Answer = { call: CallDetails };

const LIVE_MS = 1_000;
const AFTER_MS = 3_000;
const CALM_MS = 30_000;

/** One call, polled every second while it is live, and its actions. */
export function useCall(initial: CallDetails) {
  const path = `/api/calls/${initial.id}`;
  const { data, error, mutate } = useSWR<Answer, unknown>(path, apiGet<Answer>, {
    fallbackData: { call: initial },
    refreshInterval: (latest) => paceOf(latest?.call ?? initial),
    dedupingInterval: LIVE_MS / 2,
  });
  const call = data?.call ?? initial;
  const keep = (answer: Answer) => void mutate(answer, { revalidate: false });

  /** Shows the change immediately, then the server's answer. */
  async function attempt(what: string, wish: CallDetails, send: () => Promise<Answer>): Promise<boolean> {
    keep({ call: wish });
    try {
      keep(await send());
      return true;
    } catch (failure) {
      showErrorToast(what, failure instanceof ApiError ? failure.detail : undefined);
      void mutate();
      return false;
    }
  }

  return {
    call,
    error,
    refresh: () => void mutate(),
    tick(key: string, isTicked: boolean, at: string, by: string) {
      const confirmations = call.confirmations.map((prompt) =>
        prompt.key === key
          ? { ...prompt, confirmed_at: isTicked ? at : null, confirmed_by: isTicked ? by : null }
          : prompt,
      );
      const place = `${path}/confirmations`;
      return attempt('Not ticked', { ...call, confirmations }, () =>
        isTicked
          ? api<Answer>(place, { method: 'POST', body: { key } })
          : api<Answer>(`${place}?key=${encodeURIComponent(key)}`, { method: 'DELETE' }),
      );
    },
    declare(outcome: CallOutcome, note: string) {
      return attempt('Outcome not logged', { ...call, outcome }, () =>
        api<Answer>(`${path}/outcome`, { method: 'POST', body: { outcome, note } }),
      );
    },
    async end() {
      await api(`${path}/end`, { method: 'POST' });
      void mutate();
    },
    /** Throws the server's error. */
    async saveNotes(notes: string) {
      keep(await api<Answer>(path, { method: 'PATCH', body: { notes } }));
    },
  };
}

export type CallState = ReturnType<typeof useCall>;

/** After the end, the recording, the transcript and the survey are still to come. */
function paceOf(call: CallDetails): number {
  if (call.live) return LIVE_MS;
  const isAwaited =
    (call.voice.record && call.bridged_at !== null && call.recording?.status !== 'completed') ||
    (call.voice.transcribe && call.transcripts.length === 0);
  return isAwaited || call.booking.status === 'calling' ? AFTER_MS : CALM_MS;
}
