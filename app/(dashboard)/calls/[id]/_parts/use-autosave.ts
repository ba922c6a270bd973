'use client';

import { useEffect, useRef, useState } from 'react';

export type SaveState = 'saved' | 'typing' | 'saving' | 'failed';

const PAUSE_MS = 700;
const RETRY_MS = 4_000;

/**
 * Saves a text automatically when the typing pauses, and when the field or the page is left; retries after a failure.
 * A newer stored text replaces it only while nothing here waits to be saved.
 */
export function useAutosave(stored: string, save: (text: string) => Promise<void>) {
  const [text, setText] = useState(stored);
  const [state, setState] = useState<SaveState>('saved');
  const latest = useRef({ text, saved: stored, isSaving: false, save });
  latest.current.save = save;

  useEffect(() => {
    const { current } = latest;
    if (current.text !== current.saved || current.isSaving) return;
    current.saved = stored;
    current.text = stored;
    setText(stored);
  }, [stored]);

  const flush = useRef(async () => {
    const { current } = latest;
    if (current.isSaving || current.text === current.saved) return;
    const sent = current.text;
    current.isSaving = true;
    setState('saving');
    try {
      await current.save(sent);
      current.saved = sent;
      setState(current.text === sent ? 'saved' : 'typing');
    } catch {
      setState('failed');
    } finally {
      current.isSaving = false;
    }
  }).current;

  useEffect(() => {
    if (state === 'saved' || state === 'saving' || text === latest.current.saved) return;
    const timer = setTimeout(() => void flush(), state === 'failed' ? RETRY_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, state, flush]);

  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [flush]);

  return {
    text,
    state,
    flush: () => void flush(),
    type(next: string) {
      latest.current.text = next;
      setText(next);
      setState('typing');
    },
  };
}
