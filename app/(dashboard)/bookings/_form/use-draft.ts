'use client';

import { useEffect, useRef, useState } from 'react';
import type { Draft } from './draft';

// Closing a dialog or following a link must not lose the draft. In memory only: it holds personal data.
const kept = new Map<string, Draft>();

/**
 * The draft of a form. It survives navigation inside the dashboard; leaving the dashboard with unsaved changes asks first.
 * @param key what the draft belongs to, e.g. the booking being edited
 */
export function useDraft(key: string, initial: () => Draft) {
  const [start, setStart] = useState(initial);
  const [draft, setDraft] = useState(() => kept.get(key) ?? start);
  const [isResumed, setResumed] = useState(() => kept.has(key));
  const isChanged = useRef(false);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isChanged.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);

  return {
    draft,
    /** The draft before any change. */
    start,
    /** It was started earlier. */
    isResumed,
    change(changes: Partial<Draft>) {
      isChanged.current = true;
      setDraft((before) => {
        const after = { ...before, ...changes };
        kept.set(key, after);
        return after;
      });
    },
    /** Call once it is saved. */
    forget() {
      isChanged.current = false;
      kept.delete(key);
    },
    startOver() {
      kept.delete(key);
      isChanged.current = false;
      const fresh = initial();
      setStart(fresh);
      setDraft(fresh);
      setResumed(false);
    },
  };
}
