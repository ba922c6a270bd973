import type { Actor, Role } from '@/lib/core/context';

/** Everything a person may be allowed to do. API keys are limited to a subset of these, their scopes. */
export const permissions = [
  'bookings:read',
  'bookings:write',
  'calls:read',
  'calls:execute',
  'scheduler:read',
  'calendars:read',
  'calendars:write',
  'campaigns:read',
  /** Importing, linking, saying who came. */
  'campaigns:write',
  /** What providers posted and what is sent to others. */
  'webhooks:read',
  'webhooks:write',
  'opt-outs:write',
  'members:read',
  'members:write',
  /** One's own staff entry: the phone that rings, the zone of the calendar. */
  'staff:write-own',
  'staff:write',
  /** One's own keys. */
  'api-keys:write',
  /** Everybody's keys: seeing and revoking them. */
  'api-keys:manage',
  'settings:read',
  'settings:write',
] as const;

export type Permission = (typeof permissions)[number];

const reading: readonly Permission[] = [
  'bookings:read',
  'calls:read',
  'scheduler:read',
  'calendars:read',
  'campaigns:read',
];
const lookingAround: readonly Permission[] = ['members:read', 'settings:read'];
const working: readonly Permission[] = ['bookings:write', 'calls:execute', 'opt-outs:write', 'staff:write-own'];

/** The one table of who may do what: pages, routes and tests read it. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  supervisor: [...reading, ...lookingAround, 'webhooks:read', 'api-keys:write'],
  operator: [...reading, ...lookingAround, ...working, 'api-keys:write'],
  analyst: [...reading, 'api-keys:write'],
  viewer: reading,
};

/** Everything that an actor may do: what `isAllowed` says yes to. */
export function permissionsHeld(actor: Actor): Permission[] {
  return permissions.filter((permission) => isAllowed(actor, permission));
}

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
