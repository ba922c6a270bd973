import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listInvites } from '@/lib/orgs/members/invite-queries';
import { listMembers } from '@/lib/orgs/members/member-queries';
import { InviteList } from './invite-list';
import { MemberList } from './member-list';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const { permissions } = await currentSession();
  if (!permissions.includes('members:read')) return <NotForYou what="members" />;
  const ctx = await pageContext();
  const mayWrite = permissions.includes('members:write');
  const [members, invites] = await Promise.all([listMembers(ctx), mayWrite ? listInvites(ctx) : []]);
  return (
    <div className="flex flex-col gap-4">
      <MemberList members={members} mayWrite={mayWrite} />
      {mayWrite ? <InviteList invites={invites} /> : null}
    </div>
  );
}
