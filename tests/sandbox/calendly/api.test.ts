import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { danaId, introCallId } from '@/sandbox/calendly/sample-account';
import { api, dana, introCall, invitation, type Line, monday, nine, openLine, organization, tokensFor } from './client';

let line: Line;
beforeEach(async () => {
  line = await openLine();
});
afterEach(() => line.calendly.stop());

const typeUri = (serial: number) => `${api}/event_types/55555555-5555-4555-8555-${String(serial).padStart(12, '0')}`;
const bare = (address: string) =>
  new Promise<number>((resolve) => http.get(address, (answer) => resolve(answer.statusCode ?? 0)));

describe('who may ask', () => {
  it('turns away, in HTML, whoever names no client', async () => {
    expect(await bare(`${line.calendly.url}/users/me`)).toBe(403);
  });

  it('tells which scope is missing', async () => {
    const { access_token } = await tokensFor(line, 'users:read scheduled_events:read');
    const answer = await line.post('/invitees', invitation(), access_token);
    expect(answer).toMatchObject({
      status: 403,
      body: { title: 'Insufficient scope', required_scopes: ['scheduled_events:write'] },
    });
  });

  it('counts each user’s requests, on every answer, and refuses beyond', async () => {
    line.calendly.control.changeUser(danaId, { plan: 'free' });
    const first = await line.get('/users/me');
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['50', '49']);
    for (let n = 1; n < 50; n += 1) await line.get('/users/me');
    const over = await line.get('/users/me');
    expect([over.status, over.headers.get('x-ratelimit-reset')]).toEqual([429, '60']);
    expect((await line.get('/users/me', {}, 'pat_erin')).status).toBe(200);
  });

  it('wants URIs in queries and bare ids in paths', async () => {
    expect((await line.get('/event_types', { user: danaId })).status).toBe(400);
    expect((await line.get(`/event_types/${introCallId}`)).status).toBe(200);
    expect((await line.get(`/event_types/${encodeURIComponent(introCall)}`)).status).toBe(404);
    expect((await line.get('/event_types', { user: dana, page: '2' })).body.details[0]?.parameter).toBe('page');
  });

  it('keeps organizations apart', async () => {
    expect((await line.get('/event_types', { user: dana }, 'pat_fay')).status).toBe(403);
    expect((await line.get(`/event_types/${introCallId}`, {}, 'pat_fay')).status).toBe(404);
    expect((await line.post('/invitees', invitation(), 'pat_fay')).body.message).toContain('upgrade');
  });
});

describe('event types and their times', () => {
  it('leaves types without a slug out of the organization’s listing', async () => {
    const names = async (query: Record<string, string>) =>
      (await line.get('/event_types', query)).body.collection.map(({ name }) => name);
    expect(await names({ organization })).not.toContain('Desk of the team');
    expect(await names({ user: dana })).toContain('Desk of the team');
    expect(await names({ user: dana, active: 'false' })).toEqual(['Retired']);
    expect(await names({ user: dana, admin_managed: 'true' })).toEqual(['Managed intro']);
    expect((await line.get('/event_types', { organization }, 'pat_erin')).status).toBe(403);
  });

  it('goes through a list page by page, a hundred at most', async () => {
    expect((await line.get('/event_types', { user: dana, count: '101' })).status).toBe(400);
    const seen: string[] = [];
    let token: string | null = null;
    do {
      const query: Record<string, string> = { user: dana, count: '5', ...(token ? { page_token: token } : {}) };
      const { body } = await line.get('/event_types', query);
      seen.push(...body.collection.map(({ uri }) => uri));
      token = body.pagination.next_page_token;
    } while (token);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(10);
    expect((await line.get('/event_types', { user: dana, page_token: 'x' })).status).toBe(400);
  });

  it('offers times for 31 days at most, not in the past, and none that is taken', async () => {
    const times = (start: string, end: string, type = introCall) =>
      line.get('/event_type_available_times', { event_type: type, start_time: start, end_time: end });
    expect((await times('2026-03-02T09:59:00Z', '2026-03-03T00:00:00Z')).body.details[0]?.parameter).toBe('start_time');
    expect((await times('2026-03-02T10:01:00Z', '2026-04-03T00:00:00Z')).body.details[0]?.parameter).toBe('end_time');
    const open = await times('2026-03-02T10:01:00Z', '2026-03-03T00:00:00Z');
    expect(open.body.collection).toHaveLength(16);
    expect(open.body.collection[0]).toMatchObject({ start_time: '2026-03-02T14:00:00.000000Z', invitees_remaining: 1 });
    line.calendly.control.book(introCallId, { start: new Date(nine) });
    expect((await times('2026-03-02T10:01:00Z', '2026-03-03T00:00:00Z')).body.collection).toHaveLength(15);
    line.calendly.control.addFault({ kind: 'stale-read', operation: 'available-times.list' });
    expect((await times('2026-03-02T10:01:00Z', '2026-03-03T00:00:00Z')).body.collection).toHaveLength(16);
  });

  it('lets a group fill up seat by seat', async () => {
    const seats = async () =>
      (
        await line.get('/event_type_available_times', {
          event_type: typeUri(13),
          start_time: '2026-03-02T13:59:00Z',
          end_time: '2026-03-02T14:01:00Z',
        })
      ).body.collection.map(({ invitees_remaining }) => invitees_remaining);
    expect(await seats()).toEqual([3]);
    for (let n = 1; n <= 3; n += 1)
      line.calendly.control.book(typeUri(13).split('/').at(-1) ?? '', { start: new Date(nine) });
    expect(await seats()).toEqual([]);
    expect(line.calendly.control.meetings()).toHaveLength(1);
  });
});

describe('POST /invitees', () => {
  const post = (changes: Record<string, unknown> = {}) => line.post('/invitees', invitation(changes));

  it('answers with the invitee, and puts the meeting into the calendar', async () => {
    const { status, body } = await post();
    expect(status).toBe(201);
    expect(body.resource).toMatchObject({ status: 'active', scheduling_method: 'api', invitee_scheduled_by: dana });
    const path = new URL(body.resource.event).pathname;
    expect((await line.get(path)).body.resource.location).toMatchObject({ status: 'processing', join_url: null });
    line.setNow(new Date(monday.getTime() + 9_000));
    expect((await line.get(path)).body.resource.location).toMatchObject({ status: 'pushed' });
  });

  it('checks schema, then location, then answers, then the slot: each hides the next', async () => {
    line.calendly.control.book(introCallId, { start: new Date(nine) });
    const required = { name: 'Company', type: 'string', position: 0, enabled: true, required: true } as const;
    line.calendly.control.changeEventType(introCallId, {
      questions: [{ ...required, answer_choices: null, include_other: false }],
    });
    const answers = [{ question: 'Company', answer: 'Acme', position: 0 }];
    expect(
      (await post({ questions_and_answers: [{ question: 'Company', answer: 'x' }], location: undefined })).body,
    ).toMatchObject({
      details: [{ parameter: 'questions_and_answers[0].position' }],
    });
    expect((await post({ location: undefined })).body.details[0]?.code).toBe('invalid_location_choice');
    expect((await post({ location: { kind: 'zoom_conference' } })).body.details[0]?.code).toBe(
      'invalid_location_choice',
    );
    expect((await post()).body.message).toBe('Required Questions and Answers cannot be blank.');
    expect((await post({ questions_and_answers: answers })).body.details[0]?.code).toBe('already_filled');
    expect((await post({ questions_and_answers: answers, start_time: '2026-03-02T14:30:00Z' })).status).toBe(201);
  });

  it.each([
    ['an event type that is no URI', { event_type: introCallId }],
    ['a tracking with some members only', { tracking: { utm_source: 'x' } }],
    ['an empty list of answers', { questions_and_answers: [] }],
    ['an unknown member', { note: 'x' }],
    ['an invitee without a name', { invitee: { email: 'a@visitors.test', timezone: 'UTC' } }],
    ['a zone that there is not', { invitee: { name: 'A', email: 'a@visitors.test', timezone: 'Mars/Base' } }],
    ['a time with an offset', { start_time: '2026-03-02T15:00:00+01:00' }],
    ['a time that is over', { start_time: '2026-03-02T09:00:00Z' }],
    ['a time that is not offered', { start_time: '2026-03-02T14:10:00Z' }],
    ['eleven guests', { event_guests: Array.from({ length: 11 }, (_, n) => `g${n}@visitors.test`) }],
    ['a location for a round robin', { event_type: typeUri(11) }],
  ])('refuses %s, and books nothing', async (_, changes) => {
    expect((await post(changes)).status).toBe(400);
    expect(line.calendly.control.meetings()).toEqual([]);
  });

  it('lets ten a minute, fifty an hour through for each user', async () => {
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let n = 0; n < count; n += 1) found.push((await post({ start_time: nine })).status);
      return found;
    };
    expect((await statuses(11)).at(-1)).toBe(429);
    for (let minute = 2; minute <= 5; minute += 1) {
      line.setNow(new Date(monday.getTime() + minute * 61_000));
      expect((await statuses(10)).includes(429)).toBe(false);
    }
    line.setNow(new Date(monday.getTime() + 10 * 61_000));
    expect((await statuses(1))[0]).toBe(429);
  });

  it('commits what its faults say: taken, lost after the commit, a plan too small, a type that is gone', async () => {
    const { control } = line.calendly;
    control.addFault({ kind: 'commit-then-drop', operation: 'invitees.create', count: 1 });
    await expect(post()).rejects.toThrow();
    expect(control.meetings()).toHaveLength(1);
    control.addFault({ kind: 'slot-taken', operation: 'invitees.create', count: 1 });
    expect((await post({ start_time: '2026-03-02T15:00:00Z' })).body.details[0]?.code).toBe('already_filled');
    control.addFault({ kind: 'plan-too-small', operation: 'invitees.create', count: 1 });
    expect((await post()).body.message).toBe('Please upgrade to a paid Calendly account.');
    control.addFault({ kind: 'event-type-deleted', operation: 'invitees.create', count: 1 });
    expect((await post()).status).toBe(404);
  });
});

describe('scheduled events', () => {
  it('are found by user, invitee, state and time', async () => {
    const { body } = await line.post('/invitees', invitation());
    const list = async (query: Record<string, string>) =>
      (await line.get('/scheduled_events', { user: dana, ...query })).body.collection.length;
    expect(await list({ invitee_email: 'SAM@visitors.test', status: 'active' })).toBe(1);
    expect(await list({ invitee_email: 'other@visitors.test' })).toBe(0);
    expect(await list({ min_start_time: '2026-03-02T14:00:01Z' })).toBe(0);
    expect(await list({ max_start_time: '2026-03-02T14:00:01Z' })).toBe(1);
    expect((await line.get('/scheduled_events')).status).toBe(400);
    line.calendly.control.addFault({ kind: 'stale-read', operation: 'scheduled-events.list', count: 1 });
    expect(await list({})).toBe(0);
    const path = new URL(body.resource.event).pathname;
    expect((await line.get(path, {}, 'pat_erin')).status).toBe(403);
    expect((await line.get(path, {}, 'pat_fay')).status).toBe(404);
  });

  it('are cancelled once, and not when they are over', async () => {
    const [first, second] = [
      await line.post('/invitees', invitation()),
      await line.post('/invitees', invitation({ start_time: '2026-03-02T15:00:00Z' })),
    ];
    const cancel = (answer: typeof first) =>
      line.post(`${new URL(answer.body.resource.event).pathname}/cancellation`, { reason: 'x' });
    expect((await cancel(first)).body.resource).toMatchObject({ canceled_by: 'Dana Host', canceler_type: 'host' });
    expect(await cancel(first)).toMatchObject({ status: 403, body: { message: 'Event is already canceled' } });
    line.setNow(new Date('2026-03-02T16:00:00Z'));
    expect(await cancel(second)).toMatchObject({ status: 403, body: { message: 'Event in the past' } });
  });

  it('tell who did not come, and take it back', async () => {
    const { body } = await line.post('/invitees', invitation());
    const made = await line.post('/invitee_no_shows', { invitee: body.resource.uri });
    expect(made.status).toBe(201);
    const path = new URL(made.body.resource.uri).pathname;
    expect((await line.get(path)).body.resource.invitee).toBe(body.resource.uri);
    expect((await line.remove(path)).status).toBe(204);
    expect((await line.get(path)).status).toBe(404);
  });
});

it('a link books once, with what it was prefilled with', async () => {
  const link = await line.post('/scheduling_links', { max_event_count: 1, owner: introCall, owner_type: 'EventType' });
  expect(link.status).toBe(201);
  const page = new URL(link.body.resource.booking_url);
  page.search = '?name=Ada&utm_content=bk_1';
  expect(await (await fetch(page)).text()).toContain('value="bk_1"');
  const fields = { name: 'Ada', email: 'ada@visitors.test', start: nine, utm_content: 'bk_1' };
  const send = () => fetch(page, { method: 'POST', body: new URLSearchParams(fields) });
  expect(await (await send()).text()).toContain('You are scheduled');
  expect((await send()).status).toBe(404);
  expect(line.calendly.control.invitees()).toMatchObject([{ tracking: { utm_content: 'bk_1' }, method: null }]);
});

it('does over HTTP what its control does in the process', async () => {
  const control = (path: string, body: object = {}) => line.post(`/_control/${path}`, body);
  const { body } = await control('bookings', { event_type: introCallId, start: nine });
  const { body: moved } = await control(`bookings/${body.invitee}/reschedule`, { start: '2026-03-02T15:00:00Z' });
  expect((await control(`bookings/${moved.invitee}/no-show`)).status).toBe(200);
  expect((await control(`bookings/${moved.invitee}/cancel`, { by: 'host', reason: 'ill' })).status).toBe(200);
  expect((await control(`bookings/${moved.invitee}/cancel`)).status).toBe(403);
  expect((await control(`event-types/${introCallId}`, { active: false })).status).toBe(200);
  expect((await control(`users/${danaId}`, { plan: 'gold' })).status).toBe(400);
  expect((await control('revoke-grants')).status).toBe(200);
  expect((await line.get('/_control/state')).body.meetings).toHaveLength(2);
  await control('reset');
  expect((await line.get('/_control/state')).body.meetings).toEqual([]);
});
