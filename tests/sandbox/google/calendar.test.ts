import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dana, erin, sharedCalendar } from '@/sandbox/google/sample-account';
import { type Google, startGoogle } from '@/sandbox/google/start-google';
import { itFitsTheOfficialDescription, officialCheck } from '@/tests/contract/official-schemas';

const official = officialCheck('google');
let google: Google;
let now = new Date('2026-03-02T10:00:00Z');
let token: string;

beforeAll(async () => {
  google = await startGoogle({ now: () => now, meetDelayMs: 1_000, requestsPerMinute: 40, onExchange: official.watch });
});
afterAll(() => google.stop());
beforeEach(() => {
  now = new Date('2026-03-02T10:00:00Z');
  google.control.reset();
  token = google.control.grant(dana).accessToken;
});

type Body = Record<string, never>;
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${google.url}/calendar/v3${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Body & { [name: string]: unknown } };
}
const reasonOf = ({ status, body }: { status: number; body: unknown }) =>
  [status, (body as { error?: { errors: { reason: string }[] } }).error?.errors[0]?.reason] as const;

const events = '/calendars/primary/events';
const event = (changes: object = {}) => ({
  start: { dateTime: '2026-03-03T10:00:00Z' },
  end: { dateTime: '2026-03-03T10:30:00Z' },
  ...changes,
});
const freeBusy = (id = 'primary') =>
  ask('POST', '/freeBusy', { timeMin: '2026-03-03T00:00:00Z', timeMax: '2026-03-04T00:00:00Z', items: [{ id }] });

describe('events of a simulated Google calendar', () => {
  it.each([
    ['an id with a letter that base32hex lacks', event({ id: 'wxyz12345' }), 'invalid'],
    ['an id that is too short', event({ id: 'abc' }), 'invalid'],
    ['a member that Google does not know', event({ subject: 'x' }), 'invalid'],
    ['an attendee without an address', event({ attendees: [{ email: 'nobody' }] }), 'invalid'],
    ['an end before the start', event({ end: { dateTime: '2026-03-03T09:00:00Z' } }), 'timeRangeEmpty'],
    ['a time without an offset', event({ start: { dateTime: '2026-03-03T10:00:00' } }), 'invalid'],
    ['no body', undefined, 'required'],
  ])('refuses %s', async (_, body, reason) => {
    expect(reasonOf(await ask('POST', events, body))).toEqual([400, reason]);
  });

  it('an id is given once, also after its event was deleted', async () => {
    const made = event({ id: 'abcde12345' });
    expect((await ask('POST', events, made)).status).toBe(200);
    expect(reasonOf(await ask('POST', events, made))).toEqual([409, 'duplicate']);
    expect((await ask('DELETE', `${events}/abcde12345`)).status).toBe(204);
    expect(reasonOf(await ask('DELETE', `${events}/abcde12345`))).toEqual([410, 'deleted']);
    expect(reasonOf(await ask('POST', events, made))).toEqual([409, 'duplicate']);
    expect((await ask('GET', `${events}/abcde12345`)).body.status).toBe('cancelled');
    expect(reasonOf(await ask('DELETE', `${events}/unknown12345`))).toEqual([404, 'notFound']);
  });

  it('a patch replaces lists whole, keeps what is absent, and respects If-Match', async () => {
    const made = await ask(
      'POST',
      events,
      event({ summary: 'A', attendees: [{ email: 'a@x.test' }, { email: 'b@x.test' }] }),
    );
    const path = `${events}/${made.body.id}`;
    const patched = await ask(
      'PATCH',
      path,
      { attendees: [{ email: 'c@x.test' }] },
      { 'if-match': String(made.body.etag) },
    );
    expect(patched.body).toMatchObject({
      summary: 'A',
      attendees: [{ email: 'c@x.test', responseStatus: 'needsAction' }],
    });
    const late = await ask('PATCH', path, { summary: 'B' }, { 'if-match': String(made.body.etag) });
    expect(reasonOf(late)).toEqual([412, 'conditionNotMet']);
  });

  it('a Meet link is pending first, and only asked for with version 1', async () => {
    const conferenceData = { createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } } };
    expect((await ask('POST', events, event({ conferenceData }))).body).not.toHaveProperty('conferenceData');
    const made = await ask('POST', `${events}?conferenceDataVersion=1`, event({ conferenceData }));
    expect(made.body).toMatchObject({ conferenceData: { createRequest: { status: { statusCode: 'pending' } } } });
    expect(made.body).not.toHaveProperty('hangoutLink');
    now = new Date(now.getTime() + 1_500);
    expect((await ask('GET', `${events}/${made.body.id}`)).body.hangoutLink).toMatch(/^https:\/\/meet\.google\.com/);
  });
});

describe('lists of a simulated Google calendar', () => {
  it('timeMin bounds the end, timeMax the start', async () => {
    await ask('POST', events, event());
    const count = async (query: object) =>
      ((await ask('GET', `${events}?${new URLSearchParams({ ...query })}`)).body.items as unknown as unknown[]).length;
    expect(await count({ timeMin: '2026-03-03T10:15:00Z' })).toBe(1);
    expect(await count({ timeMin: '2026-03-03T10:30:00Z' })).toBe(0);
    expect(await count({ timeMax: '2026-03-03T10:00:00Z' })).toBe(0);
  });

  it('a sync token wants the same question again, and no other', async () => {
    const first = await ask('GET', `${events}?showDeleted=true`);
    const syncToken = String(first.body.nextSyncToken);
    const again = (query: Record<string, string>) =>
      ask('GET', `${events}?${new URLSearchParams({ syncToken, ...query })}`);
    expect((await again({ showDeleted: 'true' })).status).toBe(200);
    expect((await again({})).status).toBe(400);
    expect((await again({ showDeleted: 'true', timeMin: '2026-03-03T10:15:00Z' })).status).toBe(400);
    google.control.forgetSyncTokens();
    expect(reasonOf(await again({ showDeleted: 'true' }))).toEqual([410, 'fullSyncRequired']);
  });

  it('free/busy joins what overlaps, and answers 200 with the error inside', async () => {
    await ask('POST', events, event());
    await ask(
      'POST',
      events,
      event({ start: { dateTime: '2026-03-03T10:15:00Z' }, end: { dateTime: '2026-03-03T11:00:00Z' } }),
    );
    expect((await freeBusy()).body.calendars).toEqual({
      primary: { busy: [{ start: '2026-03-03T10:00:00Z', end: '2026-03-03T11:00:00Z' }] },
    });
    expect(await freeBusy('nobody@example.test')).toMatchObject({
      status: 200,
      body: { calendars: { 'nobody@example.test': { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] } } },
    });
  });
});

describe('who may do what at a simulated Google', () => {
  const withScopes = (...names: string[]) => {
    token = google.control.grant(
      dana,
      names.map((name) => `https://www.googleapis.com/auth/${name}`),
    ).accessToken;
  };

  it('every method asks for its own scopes', async () => {
    withScopes('calendar.events');
    expect(reasonOf(await freeBusy())).toEqual([403, 'insufficientPermissions']);
    withScopes('calendar.freebusy');
    expect((await freeBusy()).status).toBe(200);
    expect(reasonOf(await ask('POST', events, event()))).toEqual([403, 'insufficientPermissions']);
    withScopes('calendar.events.owned');
    expect((await ask('POST', events, event())).status).toBe(200);
    expect(reasonOf(await ask('GET', `/calendars/${sharedCalendar}/events`))).toEqual([403, 'insufficientPermissions']);
    expect(reasonOf(await ask('GET', '/users/me/calendarList'))).toEqual([403, 'insufficientPermissions']);
  });

  it('nobody reaches the calendar of somebody else', async () => {
    expect(reasonOf(await ask('GET', `/calendars/${erin}/events`))).toEqual([404, 'notFound']);
    expect(reasonOf(await ask('POST', `/calendars/${sharedCalendar}/events`, event()))).toEqual([
      403,
      'requiredAccessLevel',
    ]);
  });

  it('a token that has ended or was taken back is a 401', async () => {
    google.control.endAccessTokens();
    expect(reasonOf(await freeBusy())).toEqual([401, 'authError']);
  });

  it('too many requests in a minute are a 403 of their own', async () => {
    const answers = [];
    for (let i = 0; i < 41; i += 1) answers.push(await freeBusy());
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
    expect(reasonOf(answers.at(-1) ?? expect.unreachable())).toEqual([403, 'userRateLimitExceeded']);
  });
});

describe('channels of a simulated Google calendar', () => {
  const watch = (changes: object = {}) =>
    ask('POST', `${events}/watch`, {
      id: 'ch-1',
      type: 'web_hook',
      address: 'http://127.0.0.1:9/push',
      token: 't',
      ...changes,
    });

  it('want https, an id of their own, and end within a week', async () => {
    expect(reasonOf(await watch({ address: 'http://slotline.test/push' }))).toEqual([400, 'push.webhookUrlNotHttps']);
    expect(reasonOf(await watch({ id: 'no spaces' }))).toEqual([400, 'invalid']);
    const made = await watch({ params: { ttl: '9999999' } });
    expect(Number(made.body.expiration)).toBe(now.getTime() + 7 * 86_400_000);
    expect(reasonOf(await watch())).toEqual([400, 'channelIdNotUnique']);
    expect((await ask('POST', '/channels/stop', { id: 'ch-1', resourceId: made.body.resourceId })).status).toBe(204);
    expect(reasonOf(await ask('POST', '/channels/stop', { id: 'ch-1', resourceId: made.body.resourceId }))).toEqual([
      404,
      'notFound',
    ]);
  });

  it('are silent once they have ended', async () => {
    await watch();
    await google.control.delivered();
    now = new Date(now.getTime() + 8 * 86_400_000);
    google.control.addEvent(dana, new Date('2026-04-01T10:00:00Z'), new Date('2026-04-01T11:00:00Z'));
    await google.control.delivered();
    expect(google.control.deliveries().map(({ event }) => event)).toEqual(['sync']);
  });
});

describe('the controls of a simulated Google over HTTP', () => {
  it('do what a host would do, and say what is wrong with them', async () => {
    const control = async (path: string, body: object) =>
      (
        await fetch(`${google.url}/_control/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json() as Promise<{ ok: boolean; id: string }>;
    const { id } = await control('events', {
      calendarId: dana,
      start: '2026-03-03T10:00:00Z',
      end: '2026-03-03T11:00:00Z',
    });
    await control('delete-event', { id });
    expect(google.control.events()).toMatchObject([{ id, status: 'cancelled' }]);
    expect(await control('move-event', { id })).toMatchObject({ ok: false });
    await control('revoke-grants', {});
    expect(reasonOf(await freeBusy())).toEqual([401, 'authError']);
  });
});

itFitsTheOfficialDescription(official);
