'use client';

import { useRef } from 'react';
import { newIdempotencyKey } from '@/app/_components/browser-ids';

/** Idempotency keys of one form: repeating the same body keeps its key, a changed body gets a new one. */
export function useAttemptKey(): (body: object) => string {
  const last = useRef({ text: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: newIdempotencyKey() };
    return last.current.key;
  };
}
