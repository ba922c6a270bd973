'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';

/** The server's time in epoch milliseconds, so that the browser's first paint matches the server's. */
export const ServerNow = createContext<number | null>(null);

interface Ticker {
  now: number;
  subscribe(listener: () => void): () => void;
}

const tickers = new Map<number, Ticker>();

function startTicker(intervalMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Ticks fall on multiples of the interval, so that all countdowns of a page change together.
  const renew = () => {
    ticker.now = Date.now();
    timer = setTimeout(tick, intervalMs - (ticker.now % intervalMs));
  };
  const tick = () => {
    renew();
    for (const listener of listeners) listener();
  };
  const ticker: Ticker = {
    now: Date.now(),
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) renew();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
  };
  return ticker;
}

function tickerFor(intervalMs: number): Ticker {
  const known = tickers.get(intervalMs);
  if (known) return known;
  const ticker = startTicker(intervalMs);
  tickers.set(intervalMs, ticker);
  return ticker;
}

/**
 * The current time in epoch milliseconds, updated every `intervalMs`. While the server renders (and in the
 * browser's first paint) it is the server's time, or null without a `ServerNow`.
 */
export function useNow(intervalMs: number): number | null {
  const serverNow = useContext(ServerNow);
  const ticker = tickerFor(intervalMs);
  return useSyncExternalStore<number | null>(
    ticker.subscribe,
    () => ticker.now,
    () => serverNow,
  );
}

/** The current time in epoch milliseconds, for event handlers; while rendering, use `useNow`. */
export function browserNow(): number {
  return Date.now();
}
