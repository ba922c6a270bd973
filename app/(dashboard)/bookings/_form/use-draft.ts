'use client';

import { useEffect, useRef, useState } from 'react';
import type { Draft } from './draft';

// Closing a dialog or following a link must not lose what was typed. Kept in memory only: it names people.
const kept = new Map<string, Draft>();

/**
 * The draft of a form. What was typed stays while one goes elsewhere in the dashboard and comes back; leaving the
 * dashboard with something typed asks first.
 * @param key what the draft is of, e.g. the booking that is edited
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
    /** The draft as it was before anybody typed. */
    start,
    /** It was begun before, left, and found again. */
    isResumed,
    change(changes: Partial<Draft>) {
      isChanged.current = true;
      setDraft((before) => {
        const after = { ...before, ...changes };
        kept.set(key, after);
        return after;
      });
    },
    /** It was saved: nothing is left to keep. */
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

export type DraftState = ReturnType<typeof useDraft>;
