const words: Readonly<Record<string, string>> = {
  'bookings:read': 'See bookings',
  'bookings:write': 'Make, change and cancel bookings',
  'calls:read': 'See calls and hear recordings',
  'calls:execute': 'Work on calls: notes, confirmations, outcomes',
  'scheduler:read': 'See how punctual the scheduler is',
  'calendars:read': 'See calendars and free times',
  'calendars:write': 'Connect and change calendars',
  'opt-outs:write': 'Add numbers that must not be called',
  'members:read': 'See the members',
  'members:write': 'Invite, change and remove members',
  'staff:write-own': 'Change one’s own telephone and time zone',
  'staff:write': 'Add and change staff',
  'api-keys:write': 'Make and revoke one’s own API keys',
  'api-keys:manage': 'See and revoke everybody’s API keys',
  'settings:read': 'See the settings',
  'settings:write': 'Change the settings',
};

/** What a permission lets somebody do; one without words stands by its own name. */
export function permissionText(permission: string): string {
  return words[permission] ?? permission;
}
