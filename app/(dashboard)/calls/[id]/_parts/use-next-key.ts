'use client';

import { useEffect, useRef } from 'react';

/**
 * While `isWaiting`, the next key without a modifier belongs to the caller alone: `take` gets it before every other
 * shortcut of the page.
 */
export function useNextKey(isWaiting: boolean, take: (key: string) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    if (!isWaiting) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || ['Shift', 'Tab', 'Enter', ' '].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(event.key.toLowerCase());
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [isWaiting]);
}
