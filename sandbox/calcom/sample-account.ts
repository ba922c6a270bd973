import type { EventType, Team, User } from './model';

/** What exists in the account when the simulator starts. */
export interface Account {
  readonly users: readonly User[];
  readonly teams: readonly Team[];
  readonly eventTypes: readonly EventType[];
  /** API key → the user whose rights it carries. */
  readonly apiKeys: Readonly<Record<string, number>>;
}

const NINE_TO_FIVE = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }));

/** An event type with everything at its default. */
export function eventType(given: Pick<EventType, 'id' | 'title' | 'lengthInMinutes'> & Partial<EventType>): EventType {
  return {
    slug: given.title.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    description: '',
    lengthOptions: [],
    slotInterval: null,
    minimumBookingNotice: 0,
    beforeEventBuffer: 0,
    afterEventBuffer: 0,
    windowDays: null,
    locations: [{ type: 'integration', integration: 'cal-video' }],
    questions: [],
    requiresConfirmation: false,
    hidden: false,
    price: 0,
    seats: null,
    recurring: false,
    ownerId: null,
    teamId: null,
    schedulingType: null,
    hostIds: [],
    parentEventTypeId: null,
    createdAt: new Date(0),
    ...given,
  };
}

/** A small practice: an owner with her own types, and a team of three. */
export const sampleAccount: Account = {
  users: [
    {
      id: 77,
      username: 'dana',
      email: 'dana@example.test',
      name: 'Dana Host',
      timeZone: 'America/New_York',
      hours: NINE_TO_FIVE,
    },
    {
      id: 78,
      username: 'erin',
      email: 'erin@example.test',
      name: 'Erin Host',
      timeZone: 'Europe/Berlin',
      hours: NINE_TO_FIVE,
    },
    {
      id: 79,
      username: 'fay',
      email: 'fay@example.test',
      name: 'Fay Host',
      timeZone: 'America/New_York',
      hours: NINE_TO_FIVE,
    },
  ],
  teams: [
    {
      id: 501,
      name: 'Front desk',
      slug: 'front-desk',
      memberships: [
        { id: 9001, userId: 77, role: 'OWNER', accepted: true },
        { id: 9002, userId: 78, role: 'MEMBER', accepted: true },
        { id: 9003, userId: 79, role: 'ADMIN', accepted: true },
      ],
    },
  ],
  eventTypes: [
    eventType({ id: 4411, title: 'Consultation', lengthInMinutes: 30, ownerId: 77 }),
    eventType({ id: 4412, title: 'Intro call', lengthInMinutes: 15, ownerId: 77, requiresConfirmation: true }),
    eventType({ id: 4413, title: 'Private', lengthInMinutes: 30, ownerId: 77, hidden: true }),
    eventType({ id: 4414, title: 'Paid session', lengthInMinutes: 60, ownerId: 77, price: 9000 }),
    eventType({
      id: 4421,
      title: 'Any host',
      lengthInMinutes: 30,
      teamId: 501,
      schedulingType: 'roundRobin',
      hostIds: [77, 79],
    }),
    eventType({
      id: 4422,
      title: 'Everybody',
      lengthInMinutes: 30,
      teamId: 501,
      schedulingType: 'collective',
      hostIds: [77, 79],
    }),
    eventType({
      id: 4423,
      title: 'Template',
      lengthInMinutes: 30,
      teamId: 501,
      schedulingType: 'managed',
      hostIds: [77],
    }),
  ],
  apiKeys: { cal_live_dana: 77, cal_live_erin: 78 },
};
