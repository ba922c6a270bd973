import type { Option } from '@/app/_components/form/option-list';
import type { Role } from '@/lib/core/context';
import { roles } from '@/lib/core/context';

/** What each role may do, in a line. */
const hints: Record<Role, string> = {
  owner: 'Everything, and makes other owners',
  admin: 'Everything but owners',
  supervisor: 'Sees bookings, calls, members and settings',
  operator: 'Books, calls and declares outcomes',
  analyst: 'Sees bookings and calls, and reads them by API',
  viewer: 'Sees bookings and calls',
};

/** A role as people read it. */
export function roleName(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

/** The roles that a person may give. */
export function roleOptions(mayMakeOwners: boolean): Option[] {
  return roles
    .filter((role) => mayMakeOwners || role !== 'owner')
    .map((role) => ({ value: role, label: roleName(role), hint: hints[role] }));
}
