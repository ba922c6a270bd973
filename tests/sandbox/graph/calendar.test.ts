import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { danaWork, finnPersonal, gailWork } from '@/sandbox/graph/sample-account';
import { type Graph, startGraph } from '@/sandbox/graph/start-graph';

let graph: Graph;
let now = new Date('2026-03-02T10:00:00Z');
let token: string;

beforeAll(async () => {
  graph = await startGraph({ now: () => now, handshakeTimeoutMs: 300 });
});
afterAll(() => graph.stop());
beforeEach(() => {
  now = new Date('2026-03-02T10:00:00Z');
  graph.control.reset();
  token = graph.control.grant(danaWork.id).accessToken;
});

async function ask(method: string, path: string, body?: unknown, prefer = 'outlook.timezone="UTC"') {
  const answer = await fetch(path.startsWith('http') ? path : `${graph.url}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, prefer, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as { [name: string]: unknown } };
}
const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  [status, (body as { error?: { code: string } }).error?.code] as const;
const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const event = (changes: object = {}) => ({
  subject: 'Meeting',
  start: utc('2026-03-03T10:00:00'),
  end: utc('2026-03-03T10:30:00'),
  ...changes,
});
const schedule = (of: string) =>
  ask('POST', '/me/calendar/getSchedule', {
    schedules: [of],
    startTime: utc('2026-03-03T00:00:00'),
    endTime: utc('2026-03-04T00:00:00'),
  });

describe('events of a simulated Outlook', () => {
  it.each([
    ['a member that Graph does not know', event({ summary: 'x' })],
    ['an end before the start', event({ end: utc('2026-03-03T09:00:00') })],
    ['a bare time', event({ start: '2026-03-03T10:00:00Z' })],
    ['an attendee without an address', event({ attendees: [{ emailAddress: { address: 'nobody' } }] })],
  ])('refuses %s', async (_, body) => {
    expect((await ask('POST', '/me/events', body)).status).toBe(400);
  });

  it('makes one event under one transaction, and answers with it again', async () => {
    const first = await ask('POST', '/me/events', event({ transactionId: 't-1' }));
    const second = await ask('POST', '/me/events', event({ transactionId: 't-1' }));
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(graph.control.events()).toHaveLength(1);
    expect((await ask('PATCH', `/me/events/${first.body.id}`, { transactionId: 't-2' })).status).toBe(400);
  });

  it('finds them by a named property, and knows no other filter', async () => {
    const id = 'String {8d1b6f0e-5c2a-4a57-9a3e-2f6c1f0b7d41} Name Key';
    const made = await ask('POST', '/me/events', event({ singleValueExtendedProperties: [{ id, value: 'k' }] }));
    const find = (filter: string) => ask('GET', `/me/events?${new URLSearchParams({ $filter: filter })}`);
    const filter = (value: string) =>
      `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`;
    expect((await find(filter('k'))).body.value).toMatchObject([{ id: made.body.id }]);
    expect((await find(filter('other'))).body.value).toEqual([]);
    expect(codeOf(await find("transactionId eq 't-1'"))).toEqual([400, 'ErrorInvalidUrlQueryFilter']);
  });

  it('says times in the zone asked for, else under the Windows name of the mailbox’s', async () => {
    const { body } = await ask('POST', '/me/events', event());
    expect(body.start).toEqual({ dateTime: '2026-03-03T10:00:00.0000000', timeZone: 'UTC' });
    const plain = await ask('GET', `/me/events/${body.id}`, undefined, 'return=minimal');
    expect(plain.body.start).toMatchObject({ timeZone: 'Eastern Standard Time' });
  });

  it('a deleted event is not there', async () => {
    const { body } = await ask('POST', '/me/events', event());
    expect((await ask('DELETE', `/me/events/${body.id}`)).status).toBe(204);
    expect(codeOf(await ask('DELETE', `/me/events/${body.id}`))).toEqual([404, 'ErrorItemNotFound']);
  });

  it('has Teams meetings where the tenant has Teams', async () => {
    const meeting = event({ isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' });
    const made = await ask('POST', '/me/events', meeting);
    now = new Date(now.getTime() + 1_000);
    expect((await ask('GET', `/me/events/${made.body.id}`)).body.onlineMeeting).toMatchObject({
      joinUrl: expect.any(String),
    });
    token = graph.control.grant(gailWork.id).accessToken;
    expect((await ask('POST', '/me/events', meeting)).status).toBe(400);
  });
});

describe('schedules and scopes of a simulated Graph', () => {
  it('names the error of one schedule inside of a success, and has none for personal accounts', async () => {
    await ask('POST', '/me/events', event({ showAs: 'tentative' }));
    expect((await schedule(danaWork.email)).body.value).toMatchObject([{ scheduleItems: [{ status: 'tentative' }] }]);
    const unknown = await schedule('nobody@example.test');
    expect(unknown).toMatchObject({ status: 200, body: { value: [{ error: { responseCode: expect.any(String) } }] } });
    token = graph.control.grant(finnPersonal.id).accessToken;
    expect((await schedule(finnPersonal.email)).status).toBe(400);
  });

  it('every operation asks for its own scopes, and a token that ended is a 401', async () => {
    token = graph.control.grant(danaWork.id, ['User.Read', 'Calendars.Read']).accessToken;
    expect((await ask('GET', '/me')).status).toBe(200);
    expect((await schedule(danaWork.email)).status).toBe(200);
    expect(codeOf(await ask('POST', '/me/events', event()))).toEqual([403, 'ErrorAccessDenied']);
    graph.control.endAccessTokens();
    expect(codeOf(await ask('GET', '/me'))).toEqual([401, 'InvalidAuthenticationToken']);
  });

  it('one mailbox knows nothing of another', async () => {
    const { body } = await ask('POST', '/me/events', event());
    token = graph.control.grant(gailWork.id).accessToken;
    expect((await ask('GET', `/me/events/${body.id}`)).status).toBe(404);
  });
});

describe('subscriptions of a simulated Graph', () => {
  const subscribe = (changes: object = {}) =>
    ask('POST', '/subscriptions', {
      changeType: 'updated',
      notificationUrl: 'http://127.0.0.1:9/push',
      resource: 'me/events',
      expirationDateTime: new Date(now.getTime() + 86_400_000).toISOString(),
      ...changes,
    });

  it('are not made for an address that is silent, or not https, or for longer than a week', async () => {
    expect(codeOf(await subscribe())).toEqual([400, 'ValidationError']);
    expect(codeOf(await subscribe({ notificationUrl: 'http://slotline.test/push' }))).toEqual([400, 'InvalidRequest']);
    expect(codeOf(await subscribe({ resource: 'me/messages' }))).toEqual([400, 'RequestBodyRead']);
    expect(graph.control.subscriptions()).toEqual([]);
  });
});

describe('views of a simulated Outlook', () => {
  const span = 'startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-03-10T00:00:00Z';

  it('come in pages of ten unless more are asked for', async () => {
    for (let i = 0; i < 12; i += 1) await ask('POST', '/me/events', event({ subject: String(i) }));
    const first = await ask('GET', `/me/calendarView?${span}`);
    expect(first.body.value).toHaveLength(10);
    const second = await ask('GET', String(first.body['@odata.nextLink']));
    expect(second.body.value).toHaveLength(2);
    expect(second.body).not.toHaveProperty('@odata.nextLink');
  });

  it('forget their delta links on demand', async () => {
    const { body } = await ask('GET', `/me/calendarView/delta?${span}`);
    const link = String(body['@odata.deltaLink']);
    expect((await ask('GET', link)).body.value).toEqual([]);
    graph.control.forgetDeltaLinks();
    expect(codeOf(await ask('GET', link))).toEqual([410, 'SyncStateNotFound']);
  });
});
