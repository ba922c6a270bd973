'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Where the keyboard goes on when what had the focus has left the page: at the element that takes the ref (with
 * `tabIndex={-1}`). @param state what the page shows, in a word; the focus is looked after when it changes
 */
export function useKeptFocus<E extends HTMLElement>(state: string): RefObject<E | null> {
  const place = useRef<E>(null);
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    // Behind the frame in which a dialog that closes gives the focus back.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [state]);
  return place;
}
