import type { ReactNode } from 'react';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { Frame } from './_frame/frame';

export default async function DashboardLayout({ children, dialog }: { children: ReactNode; dialog: ReactNode }) {
  const session = await currentSession();
  const { now } = await pageContext();
  return (
    <Frame session={session} serverNow={now.getTime()}>
      {children}
      {dialog}
    </Frame>
  );
}
