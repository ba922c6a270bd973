'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Focuses the element with the ref (and `tabIndex={-1}`) when the focused element has left the page.
 * @param state names what the page shows; the focus is checked when it changes
 */
export function useKeptFocus<E extends HTMLElement>(state: string): RefObject<E | null> {
  const place = useRef<E>(null);
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    // After a closing dialog has returned the focus.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [state]);
  return place;
}
