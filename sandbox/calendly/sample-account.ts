import type { EventType, OAuthApp, User } from './model';
import { allScopes } from './scopes';

/** What exists at Calendly when the simulator starts. */
export interface Account {
  readonly users: readonly User[];
  readonly eventTypes: readonly EventType[];
  readonly app: OAuthApp;
  /** Personal access token → the user whose rights it carries. */
  readonly personalTokens: Readonly<Record<string, string>>;
}

const NINE_TO_FIVE = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }));
const ORGANIZATION = '44444444-4444-4444-8444-444444444401';
export const danaId = '11111111-1111-4111-8111-1111111111aa';
export const erinId = '11111111-1111-4111-8111-1111111111bb';
export const fayId = '11111111-1111-4111-8111-1111111111cc';
export const introCallId = '55555555-5555-4555-8555-000000000001';

/** An event type with everything at its default: active, personal, one-on-one, unpaid. */
export function eventType(
  given: Pick<EventType, 'uuid' | 'name' | 'duration' | 'hostIds'> & Partial<EventType>,
): EventType {
  return {
    slug: given.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    active: true,
    secret: false,
    adminManaged: false,
    isPaid: false,
    durationOptions: null,
    kind: 'solo',
    pooling: null,
    type: 'StandardEventType',
    bookingMethod: 'instant',
    team: null,
    locations: [{ kind: 'google_conference' }],
    questions: [
      {
        name: 'Please share anything that will help prepare for our meeting.',
        type: 'text',
        position: 0,
        enabled: true,
        required: false,
        answer_choices: [],
        include_other: false,
      },
    ],
    seats: 1,
    noticeMinutes: 0,
    position: 0,
    createdAt: new Date('2026-01-05T10:00:00.000Z'),
    ...given,
  };
}

const numbered = (serial: number) => `55555555-5555-4555-8555-${String(serial).padStart(12, '0')}`;
const team = { uuid: '66666666-6666-4666-8666-666666666601', name: 'Sales' };

function user(given: Pick<User, 'uuid' | 'name' | 'slug' | 'role' | 'plan'> & Partial<User>): User {
  return {
    email: `${given.slug}@example.test`,
    timeZone: 'America/New_York',
    hours: NINE_TO_FIVE,
    organizationId: ORGANIZATION,
    ...given,
  };
}

/** A small firm: an owner with types of every sort, a colleague, and somebody whose plan is too small. */
export function sampleAccount(app: Partial<OAuthApp> = {}): Account {
  return {
    users: [
      user({ uuid: danaId, name: 'Dana Host', slug: 'dana-host', role: 'owner', plan: 'paid' }),
      user({
        uuid: erinId,
        name: 'Erin Host',
        slug: 'erin-host',
        role: 'user',
        plan: 'paid',
        timeZone: 'Europe/Berlin',
      }),
      user({
        uuid: fayId,
        name: 'Fay Alone',
        slug: 'fay-alone',
        role: 'owner',
        plan: 'without_api',
        organizationId: '44444444-4444-4444-8444-444444444402',
      }),
    ],
    eventTypes: [
      eventType({ uuid: introCallId, name: '30 Minute Meeting', duration: 30, hostIds: [danaId] }),
      eventType({ uuid: numbered(2), name: 'Short chat', duration: 15, hostIds: [danaId], locations: [] }),
      eventType({
        uuid: numbered(3),
        name: 'Phone consultation',
        duration: 30,
        hostIds: [danaId],
        locations: [{ kind: 'outbound_call' }],
      }),
      eventType({ uuid: numbered(4), name: 'Erin one on one', duration: 45, hostIds: [erinId] }),
      eventType({
        uuid: numbered(5),
        name: 'Application',
        duration: 30,
        hostIds: [danaId],
        questions: [
          {
            name: 'Company size',
            type: 'single_select',
            position: 0,
            enabled: true,
            required: true,
            answer_choices: ['1-10', '11-50', '51+'],
            include_other: false,
          },
        ],
      }),
      eventType({
        uuid: numbered(11),
        name: 'Any of us',
        duration: 30,
        hostIds: [danaId, erinId],
        team,
        pooling: 'round_robin',
      }),
      eventType({
        uuid: numbered(12),
        name: 'Panel',
        duration: 60,
        hostIds: [danaId, erinId],
        team,
        pooling: 'collective',
        slug: null,
      }),
      eventType({ uuid: numbered(13), name: 'Workshop', duration: 60, hostIds: [danaId], kind: 'group', seats: 3 }),
      eventType({ uuid: numbered(14), name: 'Paid session', duration: 60, hostIds: [danaId], isPaid: true }),
      eventType({ uuid: numbered(15), name: 'Retired', duration: 30, hostIds: [danaId], active: false }),
      eventType({
        uuid: numbered(16),
        name: 'Which time suits?',
        duration: 30,
        hostIds: [danaId],
        bookingMethod: 'poll',
      }),
      eventType({ uuid: numbered(17), name: 'Desk of the team', duration: 30, hostIds: [danaId], team, slug: null }),
      eventType({ uuid: numbered(18), name: 'Managed intro', duration: 30, hostIds: [danaId], adminManaged: true }),
      eventType({ uuid: numbered(21), name: 'Fay’s hour', duration: 60, hostIds: [fayId] }),
    ],
    app: {
      clientId: 'calendly-client',
      clientSecret: 'calendly-secret',
      redirectUris: ['http://localhost:3000/api/oauth/calendly/callback'],
      scopes: allScopes,
      signingKey: null,
      ...app,
    },
    personalTokens: { pat_dana: danaId, pat_erin: erinId, pat_fay: fayId },
  };
}
