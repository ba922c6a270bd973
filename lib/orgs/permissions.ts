import type { Actor, Role } from '@/lib/core/context';

/** Everything a person may be allowed to do. API keys are limited to a subset of these, their scopes. */
export const permissions = [
  'bookings:read',
  'bookings:write',
  'calls:read',
  'calls:execute',
  'scheduler:read',
  'members:read',
  'members:write',
  'api-keys:write',
  'settings:read',
  'settings:write',
] as const;

export type Permission = (typeof permissions)[number];

const reading: readonly Permission[] = ['bookings:read', 'calls:read'];

/** The one table of who may do what: pages, routes and tests read it. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  supervisor: [...reading, 'scheduler:read', 'members:read', 'settings:read'],
  operator: [...reading, 'bookings:write', 'calls:execute', 'scheduler:read', 'members:read', 'settings:read'],
  analyst: [...reading, 'scheduler:read'],
  viewer: [...reading, 'scheduler:read'],
};

/** Whether an actor may do something; a key needs both its maker's role and its own scope. */
export function isAllowed(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'user':
      return permissionsOf[actor.role].includes(permission);
    case 'apiKey':
      return permissionsOf[actor.role].includes(permission) && actor.scopes.includes(permission);
    default:
      return false;
  }
}
