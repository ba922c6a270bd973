'use client';

import { useEffect, useRef } from 'react';

const STORAGE_KEY = 'single-key-shortcuts';

/** Whether keys without a modifier act. Dictation software and tremor trigger them by accident, so they can be turned off. */
export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Keeps the choice in this browser. */
export function setSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
  } catch {
    // Without storage the default stays.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        'input:not([type="checkbox"]), textarea, select, [role="spinbutton"], [role="listbox"], [role="menu"]',
      ) !== null)
  );
}

interface ShortcutOptions {
  /** With ⌘ or Ctrl; acts while typing, too. */
  withCommand?: boolean;
  isDisabled?: boolean;
}

/**
 * Runs `act` when `key` (as in `KeyboardEvent.key`) is pressed anywhere on the page. Keys without a modifier do nothing
 * while a person types or a dialog is open.
 */
export function useShortcut(key: string, act: (event: KeyboardEvent) => void, options: ShortcutOptions = {}): void {
  const { withCommand = false, isDisabled = false } = options;
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });

  useEffect(() => {
    if (isDisabled) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.key.toLowerCase() !== key.toLowerCase()) return;
      const hasCommand = event.metaKey || event.ctrlKey;
      if (hasCommand !== withCommand) return;
      if (!withCommand && (isTyping(event.target) || !singleKeysAreOn() || isBehindDialog())) return;
      event.preventDefault();
      latest.current(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key, withCommand, isDisabled]);
}

function isBehindDialog(): boolean {
  return document.querySelector('[role="dialog"], [data-modal]') !== null;
}
