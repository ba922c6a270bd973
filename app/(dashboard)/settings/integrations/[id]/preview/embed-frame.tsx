'use client';

import { useEffect, useRef } from 'react';
import { type EmbedScheduled, embedAddress, readScheduled } from './embed-message';

interface EmbedFrameProps {
  shareUrl: string;
  /** Host of this page. */
  embedDomain: string;
  /** Called with what was booked in the frame; null: ignored. */
  onScheduled: ((scheduled: EmbedScheduled) => Promise<void>) | null;
}

/** A Calendly page in a sandboxed frame. Messages count only from its own window and Calendly's origin. */
export function EmbedFrame({ shareUrl, embedDomain, onScheduled }: EmbedFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(onScheduled);
  latest.current = onScheduled;

  useEffect(() => {
    const onMessage = (message: MessageEvent<unknown>) => {
      if (message.source !== frame.current?.contentWindow) return;
      const scheduled = readScheduled(message);
      if (scheduled) void latest.current?.(scheduled);
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, []);

  return (
    <iframe
      ref={frame}
      title="Calendly page"
      src={embedAddress(shareUrl, embedDomain)}
      sandbox="allow-scripts allow-forms allow-same-origin"
      referrerPolicy="strict-origin-when-cross-origin"
      className="h-190 w-full rounded-card border bg-surface"
    />
  );
}
