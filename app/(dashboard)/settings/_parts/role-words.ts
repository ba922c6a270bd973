import type { Option } from '@/app/_components/form/option-list';
import type { Role } from '@/lib/core/context';
import { roles } from '@/lib/core/context';

/** What each role may do. */
const hints: Record<Role, string> = {
  owner: 'Full access, including managing owners',
  admin: 'Full access, except managing owners',
  supervisor: 'Read-only, including members and settings',
  operator: 'Books calls, takes them and logs outcomes',
  analyst: 'Read-only, with API access',
  viewer: 'Read-only',
};

/** Display name of a role. */
export function roleName(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

/** The roles that a person may assign. */
export function roleOptions(mayMakeOwners: boolean): Option[] {
  return roles
    .filter((role) => mayMakeOwners || role !== 'owner')
    .map((role) => ({ value: role, label: roleName(role), hint: hints[role] }));
}
