import type { Metadata } from 'next';
import { ButtonLink } from '@/app/_components/action/link';
import { OutsidePage } from '@/app/_components/page/outside-page';
import type { ShownInvite } from '@/lib/contracts/invites';
import { AppError } from '@/lib/core/errors';
import { showInvite } from '@/lib/orgs/members/invite-queries';
import { getDeps } from '@/lib/wiring/deps';
import { AcceptForm } from './accept-form';

export const metadata: Metadata = { title: 'Invite', referrer: 'no-referrer', robots: { index: false } };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invite = await findInvite(token);
  if (!invite)
    return (
      <OutsidePage
        title="This invite is no longer valid"
        note="It has expired, been used or been replaced. Ask for a new one."
      >
        <ButtonLink href="/sign-in" variant="primary">
          Sign in
        </ButtonLink>
      </OutsidePage>
    );
  const { account_exists, organization_name, role, email } = invite;
  return (
    <OutsidePage
      title={`Join ${organization_name}`}
      note={
        account_exists
          ? `You’ll join as ${role}. Enter the password of your account, ${email}.`
          : `You’ll join as ${role}. Choose a display name and a password.`
      }
    >
      <AcceptForm token={token} email={email} accountExists={account_exists} organizationName={organization_name} />
    </OutsidePage>
  );
}

async function findInvite(token: string): Promise<ShownInvite | null> {
  const { db, clock } = getDeps();
  try {
    return await showInvite(db, token, clock.now());
  } catch (error) {
    if (error instanceof AppError && error.code === 'invite_expired') return null;
    throw error;
  }
}
