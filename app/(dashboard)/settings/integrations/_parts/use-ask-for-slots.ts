'use client';

import { useState } from 'react';
import { apiGet } from '@/app/_components/api';
import type { SlotsResponse } from '@/lib/contracts/calendars';

interface Asked {
  /** The connection asked last. */
  asked: string | null;
  answer: SlotsResponse | null;
  error: unknown;
  isLoading: boolean;
}

/** Loads the available times of a connection on each `ask`, and keeps the last answer. */
export function useAskForSlots(timeZone: string, days: number) {
  const [state, setState] = useState<Asked>({ asked: null, answer: null, error: null, isLoading: false });

  async function ask(connectionId: string): Promise<void> {
    const query = new URLSearchParams({ connection_id: connectionId, days: String(days), timezone: timeZone });
    setState({ asked: connectionId, answer: null, error: null, isLoading: true });
    try {
      const answer = await apiGet<SlotsResponse>(`/api/calendars/slots?${query}`);
      setState({ asked: connectionId, answer, error: null, isLoading: false });
    } catch (error) {
      setState({ asked: connectionId, answer: null, error, isLoading: false });
    }
  }

  return { ...state, ask };
}
