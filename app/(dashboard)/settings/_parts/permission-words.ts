import type { Permission } from '@/lib/orgs/access/permissions';

const words: Readonly<Record<Permission, string>> = {
  'bookings:read': 'View bookings',
  'bookings:write': 'Create, edit and cancel bookings',
  'calls:read': 'View calls and play recordings',
  'calls:execute': 'Work on calls: notes, checklists and outcomes',
  'scheduler:read': 'View scheduler performance',
  'calendars:read': 'View calendars and availability',
  'calendars:write': 'Connect and edit calendars',
  'campaigns:read': 'View campaigns, leads and the funnel',
  'campaigns:write': 'Edit campaigns, import leads and record attendance',
  'webhooks:read': 'View webhooks',
  'webhooks:write': 'Edit webhook endpoints and replay events',
  'opt-outs:write': 'Add numbers to the do-not-call list',
  'members:read': 'View members',
  'members:write': 'Invite, edit and remove members',
  'staff:write-own': 'Edit your own phone and time zone',
  'staff:write': 'Add and edit staff',
  'api-keys:write': 'Create and revoke your own API keys',
  'api-keys:manage': 'View and revoke everyone’s API keys',
  'settings:read': 'View settings',
  'settings:write': 'Edit settings',
};

/** What an API key's scope allows. Keys store scopes as text: one that no longer exists is shown by its name. */
export function scopeText(scope: string): string {
  return Object.hasOwn(words, scope) ? words[scope as Permission] : scope;
}
