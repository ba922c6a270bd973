'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import type { checkBookingResponse } from '@/lib/contracts/bookings';
import { type Draft, startOf } from './draft';

type Answer = z.infer<typeof checkBookingResponse>;

const PAUSE_MS = 250;
const MIN_PHONE = 5;

/** The server's preview of a draft, refreshed when the typing pauses. */
export function useCheck(draft: Draft, bookingId?: string) {
  const path = useSettled(checkPath(draft, bookingId), PAUSE_MS);
  const { data, error, isLoading, mutate } = useSWR<Answer, unknown>(path, apiGet<Answer>, { keepPreviousData: true });
  return {
    check: path ? data?.check : undefined,
    /** The answer belongs to an earlier draft. */
    isStale: isLoading || path !== checkPath(draft, bookingId),
    error: path ? error : undefined,
    retry: () => void mutate(),
  };
}

function checkPath(draft: Draft, bookingId?: string): string | null {
  const start = startOf(draft);
  if (!start) return null;
  const query = new URLSearchParams({ start, timezone: draft.timeZone, duration: String(draft.minutes) });
  const add = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value);
  };
  add('staff', draft.staffId);
  add('service', draft.serviceId);
  const phone = draft.attendeePhone.trim();
  add('phone', phone.length >= MIN_PHONE ? phone.slice(0, 40) : null);
  add('attendee_timezone', draft.attendeeZone);
  add('booking', bookingId);
  return `/api/bookings/check?${query}`;
}

/** A value once it has stopped changing for a while; the first one immediately. */
function useSettled<Value>(value: Value, pauseMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
