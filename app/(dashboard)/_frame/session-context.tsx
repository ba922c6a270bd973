'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { ServerNow } from '@/app/_components/browser-clock';
import type { PageSession } from '@/lib/http/session/page-session';

const SessionContext = createContext<PageSession | null>(null);

interface SessionProviderProps {
  session: PageSession;
  /** The server's time, epoch milliseconds. */
  serverNow: number;
  children: ReactNode;
}

export function SessionProvider({ session, serverNow, children }: SessionProviderProps) {
  return (
    <SessionContext value={session}>
      <ServerNow value={serverNow}>{children}</ServerNow>
    </SessionContext>
  );
}

/** The session of the page. Decides what to show only; the server decides what is allowed. */
export function useSession(): PageSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for components inside the dashboard');
  return session;
}
