'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { Select } from '@/app/_components/form/select';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { roleName, roleOptions } from '@/app/(dashboard)/settings/_parts/role-words';
import type { MemberWire } from '@/lib/contracts/members';
import type { Role } from '@/lib/core/context';

interface RoleSelectProps {
  member: MemberWire;
  mayMakeOwners: boolean;
  isSelf: boolean;
}

/** A member's role, changed at once; one's own only after a confirmation, because only others can change it back. */
export function RoleSelect({ member, mayMakeOwners, isSelf }: RoleSelectProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Role>(member.role);
  const [asked, setAsked] = useState<Role | null>(null);

  async function assign(role: Role) {
    await api(`/api/members/${member.id}`, { method: 'PATCH', body: { role } });
    showToast(`${member.name}’s role is now ${roleName(role)}`);
    router.refresh();
  }

  async function assignNow(role: Role) {
    setChosen(role);
    try {
      await assign(role);
    } catch (error) {
      setChosen(member.role);
      showErrorToast('Couldn’t change the role', error instanceof ApiError ? error.detail : undefined);
    }
  }

  return (
    <>
      <Select
        label={`Role of ${member.name}`}
        labelHidden
        options={roleOptions(mayMakeOwners)}
        value={chosen}
        onChange={(value) => {
          const role = value as Role;
          if (role === member.role) return;
          if (isSelf) setAsked(role);
          else void assignNow(role);
        }}
        className="w-36"
      />
      <DangerDialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={`Change your own role to ${asked ? roleName(asked) : ''}?`}
        confirmLabel="Change my role"
        onConfirm={async () => {
          if (!asked) return;
          await assign(asked);
          setChosen(asked);
        }}
      >
        Your access changes immediately. Only another owner or admin can change it back.
      </DangerDialog>
    </>
  );
}
