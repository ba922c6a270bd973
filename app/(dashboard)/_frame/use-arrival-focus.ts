'use client';

import { useEffect, useRef } from 'react';

/** A page may still be loading when its address changes. */
const POLL_INTERVALS_MS = [50, 250, 1_000];

/**
 * Focuses the heading of a newly opened page when the focused element is gone, e.g. the form that led there: the keyboard
 * continues from the top of the page, and screen readers announce it.
 */
export function useArrivalFocus(pathname: string): void {
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const timers = POLL_INTERVALS_MS.map((delay) => setTimeout(focusHeading, delay));
    return () => timers.forEach(clearTimeout);
  }, [pathname]);
}

function focusHeading(): void {
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
