'use client';

import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

interface ToastContent {
  message: string;
  detail?: string;
  tone: 'info' | 'good' | 'bad';
  action?: { label: string; run: () => void };
}

/** The visible toasts; more wait in the queue. Read by `ToastRegion` only. */
export const toastQueue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

const SAY_MS = 6_000;
const UNDO_MS = 10_000;

/** Says that something happened. Disappears after a while; the timer pauses while the pointer or the focus is on it. */
export function showToast(message: string, detail?: string): void {
  toastQueue.add({ message, detail, tone: 'good' }, { timeout: SAY_MS });
}

/** Says that something failed. Stays until it is closed. */
export function showErrorToast(message: string, detail?: string, retry?: () => void): void {
  const action = retry && { label: 'Retry', run: retry };
  toastQueue.add({ message, detail, tone: 'bad', action });
}

interface Undo {
  detail?: string;
  onUndo: () => void;
  /** The toast was closed, undone or timed out. */
  onClose?: () => void;
}

/** Says that something was done, with 10 seconds (pausable) to undo it. @returns closes it, once it has been undone elsewhere */
export function showUndoToast(message: string, { detail, onUndo, onClose }: Undo): () => void {
  const key = toastQueue.add(
    { message, detail, tone: 'info', action: { label: 'Undo', run: onUndo } },
    { timeout: UNDO_MS, onClose },
  );
  return () => toastQueue.close(key);
}
