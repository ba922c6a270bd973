'use client';

import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Callout } from './callout';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

interface ConnectionLostProps {
  /** What goes on without this browser. */
  note: string;
  /** A request has just failed for want of a connection. */
  hasFailed?: boolean;
  className?: string;
}

/** A strip that appears as soon as the browser has no network, and announces it. */
export function ConnectionLost({ note, hasFailed = false, className }: ConnectionLostProps) {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className={isOnline && !hasFailed ? 'sr-only' : className}>
      {isOnline && !hasFailed ? null : (
        <Callout tone="caution" icon={WifiOff}>
          Connection lost. {note}
        </Callout>
      )}
    </div>
  );
}
