/** Every scope that an app may ask for. */
export const allScopes: readonly string[] = [
  'activity_log:read',
  'availability:read',
  'availability:write',
  'contacts:read',
  'contacts:write',
  'data_compliance:write',
  'event_types:read',
  'event_types:write',
  'groups:read',
  'locations:read',
  'meeting_recaps:read',
  'organizations:read',
  'organizations:write',
  'outgoing_communications:read',
  'routing_forms:read',
  'scheduled_events:read',
  'scheduled_events:write',
  'scheduling_links:write',
  'shares:write',
  'users:read',
  'webhooks:read',
  'webhooks:write',
];

/** What each operation takes; of the two that Calendly's pages name for available times, both. */
const required: Readonly<Record<string, readonly string[]>> = {
  'users.me': ['users:read'],
  'users.read': ['users:read'],
  'event-types.list': ['event_types:read'],
  'event-types.read': ['event_types:read'],
  'available-times.list': ['event_types:read', 'availability:read'],
  'invitees.create': ['scheduled_events:write'],
  'scheduled-events.list': ['scheduled_events:read'],
  'scheduled-events.read': ['scheduled_events:read'],
  'invitees.list': ['scheduled_events:read'],
  'invitees.read': ['scheduled_events:read'],
  'scheduled-events.cancel': ['scheduled_events:write'],
  'no-shows.create': ['scheduled_events:write'],
  'no-shows.read': ['scheduled_events:read'],
  'no-shows.delete': ['scheduled_events:write'],
  'scheduling-links.create': ['scheduling_links:write'],
  'subscriptions.list': ['webhooks:read'],
  'subscriptions.read': ['webhooks:read'],
  'subscriptions.create': ['webhooks:write'],
  'subscriptions.delete': ['webhooks:write'],
};

/** Whether the scopes held cover one: `x:write` covers `x:read`. */
export function covers(held: readonly string[], scope: string): boolean {
  return held.includes(scope) || held.includes(scope.replace(/:read$/, ':write'));
}

/** What an operation takes and the scopes held do not give. */
export function lacking(held: readonly string[], operation: string): readonly string[] {
  return (required[operation] ?? []).filter((scope) => !covers(held, scope));
}
