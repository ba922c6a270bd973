/** Every scope that may be asked for. */
export const allScopes: ReadonlySet<string> = new Set([
  'offline_access',
  'openid',
  'profile',
  'email',
  'User.Read',
  'Calendars.ReadBasic',
  'Calendars.Read',
  'Calendars.ReadWrite',
]);

const READ = ['Calendars.ReadWrite', 'Calendars.Read'];
const WRITE = ['Calendars.ReadWrite'];

/** Of what one is enough for each operation. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'me.read': ['User.Read'],
  'schedule.get': READ,
  'calendar-view.list': READ,
  'calendar-view.delta': READ,
  'calendars.list': READ,
  'events.list': READ,
  'events.read': READ,
  'events.create': WRITE,
  'events.change': WRITE,
  'events.delete': WRITE,
  'subscriptions.create': READ,
  'subscriptions.renew': READ,
  'subscriptions.read': READ,
  'subscriptions.delete': READ,
};

/** Whether the scopes held are enough for an operation. */
export function mayCall(held: readonly string[], operation: string): boolean {
  const enough = accepted[operation];
  return enough === undefined || enough.some((scope) => held.includes(scope));
}
