'use client';

import { UserMinus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { IconButton } from '@/app/_components/action/icon-button';
import { api } from '@/app/_components/api';
import { Avatar } from '@/app/_components/data/avatar';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import { roleName } from '@/app/(dashboard)/settings/_parts/role-words';
import type { MemberWire } from '@/lib/contracts/members';
import { RoleSelect } from './role-select';

interface MemberListProps {
  members: MemberWire[];
  mayWrite: boolean;
}

/** The organization's members, with their roles. */
export function MemberList({ members, mayWrite }: MemberListProps) {
  const session = useSession();
  const router = useRouter();
  const [removing, setRemoving] = useState<MemberWire | null>(null);
  const isOwner = session.role === 'owner';
  const mayChange = (member: MemberWire) => mayWrite && (isOwner || member.role !== 'owner');

  async function remove(member: MemberWire) {
    await api(`/api/members/${member.id}`, { method: 'DELETE' });
    showToast(`${member.name} removed`);
    router.refresh();
  }

  return (
    <Card title="Members" note={members.length === 1 ? 'Just you so far.' : `${members.length} people`}>
      <Rows label="Members">
        {members.map((member) => (
          <Row
            key={member.id}
            mark={<Avatar name={member.name} />}
            title={
              <>
                {member.name}
                {member.user_id === session.user.id ? <span className="text-text-muted"> (you)</span> : null}
              </>
            }
            note={member.email}
          >
            {mayChange(member) ? (
              <>
                <RoleSelect member={member} mayMakeOwners={isOwner} isSelf={member.user_id === session.user.id} />
                <IconButton label={`Remove ${member.name}`} onPress={() => setRemoving(member)}>
                  <UserMinus aria-hidden className="size-4" />
                </IconButton>
              </>
            ) : (
              <span className="text-text-muted">{roleName(member.role)}</span>
            )}
          </Row>
        ))}
      </Rows>
      <DangerDialog
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ''}?`}
        confirmLabel="Remove member"
        onConfirm={async () => {
          if (removing) await remove(removing);
        }}
      >
        They are signed out and their API keys stop working immediately. Their bookings and calls stay, but nothing new
        can be booked with them.
      </DangerDialog>
    </Card>
  );
}
