'use client';

import { LogOut, UserRound } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu } from '@/app/_components/action/menu';
import { ApiError, api } from '@/app/_components/api';
import { Avatar } from '@/app/_components/data/avatar';
import { showErrorToast } from '@/app/_components/overlay/toast';
import type { PageSession } from '@/lib/http/session/page-session';

/** Ends the session and opens the sign-in page. */
export async function signOut(): Promise<void> {
  try {
    await api('/api/auth/sign-out', { method: 'POST' });
    window.location.assign('/sign-in');
  } catch (error) {
    // The session had ended already.
    if (error instanceof ApiError && error.status === 401) return window.location.assign('/sign-in');
    showErrorToast(
      'Sign-out failed: you’re still signed in.',
      error instanceof ApiError ? error.detail : undefined,
      () => void signOut(),
    );
  }
}

/** The signed-in person, their account, and signing out. */
export function PersonMenu({ session }: { session: PageSession }) {
  const { user, role } = session;
  return (
    <Menu
      label="Account"
      placement="top start"
      entries={[
        { id: 'account', label: 'Your account', hint: user.email, icon: UserRound, href: '/settings/account' },
        { id: 'sign-out', label: 'Sign out', icon: LogOut, onAction: () => void signOut() },
      ]}
    >
      <Button className="flex min-h-10 w-full min-w-0 items-center gap-2.5 rounded-control p-1.5 text-left hover:bg-hover md:max-rail:justify-center md:max-rail:p-1">
        <Avatar name={user.name} />
        <span className="min-w-0 flex-1 md:max-rail:sr-only">
          <span className="block truncate font-medium">{user.name}</span>
          <span className="block truncate text-caption text-text-muted capitalize">{role}</span>
        </span>
      </Button>
    </Menu>
  );
}
