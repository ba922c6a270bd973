'use client';

import { Mail, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { IconButton } from '@/app/_components/action/icon-button';
import { api } from '@/app/_components/api';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import { roleName } from '@/app/(dashboard)/settings/_parts/role-words';
import type { InviteWire } from '@/lib/contracts/invites';
import { InviteDialog } from './invite-dialog';

/** Pending invites, and a button to create one. */
export function InviteList({ invites }: { invites: InviteWire[] }) {
  const { organization, role } = useSession();
  const router = useRouter();
  const [isInviting, setInviting] = useState(false);
  const [revoking, setRevoking] = useState<InviteWire | null>(null);

  async function revoke(invite: InviteWire) {
    await api(`/api/invites/${invite.id}`, { method: 'DELETE' });
    showToast(`Invite for ${invite.email} revoked`);
    router.refresh();
  }

  return (
    <Card
      title="Invites"
      note={invites.length === 0 ? 'Send a link to add people. No pending invites.' : 'Send a link to add people.'}
      actions={
        <Button variant="primary" onPress={() => setInviting(true)}>
          Invite member
        </Button>
      }
    >
      {invites.length > 0 ? (
        <Rows label="Invites">
          {invites.map((invite) => (
            <Row
              key={invite.id}
              mark={<Mail aria-hidden className="size-4 shrink-0 text-text-muted" />}
              title={invite.email}
              note={
                <>
                  {roleName(invite.role)} · invited by {invite.invited_by} ·{' '}
                  {invite.expired ? (
                    <span className="text-caution">expired, invite them again</span>
                  ) : (
                    <>
                      expires <RelativeTime at={invite.expires_at} timeZone={organization.timeZone} />
                    </>
                  )}
                </>
              }
            >
              <IconButton label={`Revoke the invite for ${invite.email}`} onPress={() => setRevoking(invite)}>
                <X aria-hidden className="size-4" />
              </IconButton>
            </Row>
          ))}
        </Rows>
      ) : null}
      <InviteDialog
        isOpen={isInviting}
        mayMakeOwners={role === 'owner'}
        onClose={() => {
          setInviting(false);
          router.refresh();
        }}
      />
      <DangerDialog
        isOpen={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke the invite for ${revoking?.email ?? ''}?`}
        confirmLabel="Revoke invite"
        onConfirm={async () => {
          if (revoking) await revoke(revoking);
        }}
      >
        Their link stops working. You can invite them again.
      </DangerDialog>
    </Card>
  );
}
