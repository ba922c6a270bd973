const PREFIX = 'https://www.googleapis.com/auth/';

const names = [
  'calendar',
  'calendar.readonly',
  'calendar.freebusy',
  'calendar.events',
  'calendar.events.freebusy',
  'calendar.events.owned',
  'calendar.events.owned.readonly',
  'calendar.events.readonly',
  'calendar.app.created',
  'calendar.calendarlist',
  'calendar.calendarlist.readonly',
] as const;

/** Every scope that may be asked for, by its whole name. */
export const allScopes: ReadonlySet<string> = new Set(names.map((name) => PREFIX + name));

const WRITE_EVENTS = ['calendar', 'calendar.events', 'calendar.events.owned', 'calendar.app.created'];
const READ_EVENTS = [
  ...WRITE_EVENTS,
  'calendar.readonly',
  'calendar.events.readonly',
  'calendar.events.owned.readonly',
  'calendar.events.freebusy',
];
const READ_LIST = ['calendar', 'calendar.readonly', 'calendar.calendarlist', 'calendar.calendarlist.readonly'];

/** Of what one is enough for each operation. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'free-busy.query': ['calendar', 'calendar.readonly', 'calendar.freebusy', 'calendar.events.freebusy'],
  'events.insert': WRITE_EVENTS,
  'events.patch': WRITE_EVENTS,
  'events.delete': WRITE_EVENTS,
  'events.get': READ_EVENTS,
  'events.list': READ_EVENTS,
  'events.watch': READ_EVENTS,
  'calendar-list.list': READ_LIST,
  'calendar-list.get': READ_LIST,
  'channels.stop': [...READ_EVENTS, ...READ_LIST],
};

/** Whether the scopes held are enough for an operation. */
export function mayCall(held: readonly string[], operation: string): boolean {
  const enough = accepted[operation];
  return enough === undefined || enough.some((name) => held.includes(PREFIX + name));
}

/** Whether they reach calendars of others, too: the `owned` ones do not. */
export function reachesOthers(held: readonly string[]): boolean {
  return held.some((scope) => /\/auth\/calendar(\.readonly|\.events(\.readonly|\.freebusy)?)?$/.test(scope));
}
