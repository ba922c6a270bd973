'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { useShortcut } from '@/app/_components/use-shortcut';
import type { PageSession } from '@/lib/http/session/page-session';
import { CommandPalette } from './command-palette';
import { HelpDialog } from './help-dialog';
import { PhoneBar } from './phone-bar';
import { Rail } from './rail';
import { newBookingHref } from './rail-items';
import { SessionProvider } from './session-context';
import { useArrivalFocus } from './use-arrival-focus';

interface FrameProps {
  session: PageSession;
  /** The server's time, epoch milliseconds. */
  serverNow: number;
  children: ReactNode;
}

type Open = 'palette' | 'help' | 'menu' | null;

/** Around every page of the dashboard: the rail, the command menu, the shortcuts. */
export function Frame({ session, serverNow, children }: FrameProps) {
  const [open, setOpen] = useState<Open>(null);
  const router = useRouter();
  const pathname = usePathname();
  const close = () => setOpen(null);
  useArrivalFocus(pathname);
  const rail = { onPalette: () => setOpen('palette'), onHelp: () => setOpen('help'), onFollow: close };

  useShortcut('k', () => setOpen('palette'), { withCommand: true });
  useShortcut('?', () => setOpen('help'));
  useShortcut('n', () => router.push(newBookingHref), {
    isDisabled: !session.permissions.includes('bookings:write') || pathname === newBookingHref,
  });
  useShortcut('/', () => {
    const search = document.querySelector<HTMLInputElement>('main input[data-search]');
    if (search) search.focus();
    else setOpen('palette');
  });

  return (
    <SessionProvider session={session} serverNow={serverNow}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        Skip to content
      </a>
      <PhoneBar
        isOpen={open === 'menu'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'menu' : null)}
        onPalette={rail.onPalette}
      >
        <Rail {...rail} />
      </PhoneBar>
      <header className="fixed inset-y-0 left-0 z-20 w-14 border-r bg-surface max-md:hidden rail:w-56">
        <Rail {...rail} />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 px-4 py-5 outline-none md:pl-20 rail:px-8 rail:py-6 rail:pl-64"
      >
        <div className="mx-auto max-w-320">{children}</div>
      </main>
      <CommandPalette isOpen={open === 'palette'} onClose={close} />
      <HelpDialog isOpen={open === 'help'} onClose={close} />
    </SessionProvider>
  );
}
