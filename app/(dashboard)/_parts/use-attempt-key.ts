'use client';

import { useRef } from 'react';
import { newIdempotencyKey } from '@/app/_components/browser-ids';

/** Idempotency keys of one form: what is sent again as it was keeps its key, what was corrected gets a new one. */
export function useAttemptKey(): (body: object) => string {
  const last = useRef({ text: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: newIdempotencyKey() };
    return last.current.key;
  };
}
