import type { Calcom } from '@/sandbox/calcom/start-calcom';

const VERSIONS: [RegExp, string][] = [
  [/webhooks/, ''],
  [/^\/bookings/, '2026-02-25'],
  [/^\/slots/, '2024-09-04'],
  [/event-types/, '2024-06-14'],
];

interface ApiAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON. */
  body: ReturnType<typeof JSON.parse>;
}

/** Asks a simulated Cal.com as its documentation says, unless told otherwise. */
export function calcomApi(calcom: () => Calcom, key: string | null = 'cal_live_dana') {
  return async (
    method: string,
    path: string,
    json?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<ApiAnswer> => {
    const version = VERSIONS.find(([pattern]) => pattern.test(path))?.[1];
    const all = {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(version ? { 'cal-api-version': version } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const answer = await fetch(`${calcom().url}/v2${path}`, {
      method,
      headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
  };
}

/** A booking that the simulator accepts. */
export function bookingOf(start: string, changes: object = {}) {
  return {
    start,
    eventTypeId: 4411,
    attendee: {
      name: 'Sam Patient',
      email: 'sam@visitors.test',
      timeZone: 'America/Los_Angeles',
      phoneNumber: '+13105550100',
    },
    metadata: { slotline_booking_id: 'bk_1' },
    ...changes,
  };
}
