'use client';

import { Building2, ChevronsUpDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu } from '@/app/_components/action/menu';
import { ApiError, api } from '@/app/_components/api';
import { Avatar } from '@/app/_components/data/avatar';
import { showErrorToast } from '@/app/_components/overlay/toast';
import type { PageSession } from '@/lib/http/session/page-session';

async function switchTo(organizationId: string): Promise<void> {
  try {
    await api('/api/auth/switch', { method: 'POST', body: { organization_id: organizationId } });
    // Everything on the page belongs to the former organization: load it again.
    window.location.assign('/');
  } catch (error) {
    showErrorToast('We couldn’t switch the organization.', error instanceof ApiError ? error.detail : undefined);
  }
}

const rowStyle =
  'flex min-h-10 w-full min-w-0 items-center gap-2.5 rounded-control p-1.5 text-left md:max-rail:justify-center md:max-rail:p-1';

/** The current organization; for members of several, the switch to another. */
export function OrgSwitch({ session }: { session: PageSession }) {
  const { organization, organizations } = session;
  const face = (
    <>
      <Avatar name={organization.name} isSquare />
      <span className="min-w-0 flex-1 md:max-rail:sr-only">
        <span className="block truncate font-semibold">{organization.name}</span>
        <span className="block truncate text-caption text-text-muted first-letter:uppercase">
          {organization.plan} plan
        </span>
      </span>
    </>
  );
  if (organizations.length < 2) return <div className={rowStyle}>{face}</div>;

  return (
    <Menu
      label="Organizations"
      entries={organizations.map(({ id, name }) => ({
        id,
        label: name,
        hint: id === organization.id ? 'Current organization' : undefined,
        icon: Building2,
        isDisabled: id === organization.id,
        onAction: () => void switchTo(id),
      }))}
    >
      <Button className={`${rowStyle} hover:bg-hover`}>
        {face}
        <span className="sr-only">Switch organization</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted md:max-rail:hidden" />
      </Button>
    </Menu>
  );
}
