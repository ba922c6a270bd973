import { describe, expect, it } from 'vitest';
import { document } from './customer';
import { authorization, OUR_NUMBER, openLine, PERSON, PROJECT } from './line';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RFC2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/;

describe('ordering a call', () => {
  it('answers 201 queued with a UUID and dates in RFC 2822', async () => {
    const line = await openLine({ fast: true });
    const { status, body } = await line.order();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      account_sid: PROJECT,
      status: 'queued',
      direction: 'outbound-api',
      to: PERSON,
      from: OUR_NUMBER,
      to_formatted: '(212) 555-0100',
      parent_call_sid: null,
      answered_by: null,
      start_time: null,
      end_time: null,
    });
    expect(body.sid).toMatch(UUID);
    expect(body.date_created).toMatch(RFC2822);
    expect(body.uri).toBe(`/api/laml/2010-04-01/Accounts/${PROJECT}/Calls/${body.sid}.json`);
  });

  it.each([
    [{ To: '' }, ['21201']],
    [{ To: '5550100' }, ['21211']],
    [{ From: '' }, ['21213']],
    [{ From: 'me' }, ['21212']],
    [{ Url: '' }, ['21205']],
    [{ Url: '/relative' }, ['21205']],
    [{ Timeout: '601' }, ['21208']],
    [{ Method: 'PUT' }, ['21209']],
    [{ MaxPricePerMinute: '0.0001' }, ['30010']],
    [{ To: '', From: '', Url: '' }, ['21201', '21213', '21205']],
  ])('refuses %j with the codes %j in the shape of validation errors', async (form, codes) => {
    const line = await openLine();
    const { status, body } = await line.order(form);
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.code)).toEqual(codes);
    expect(body.errors[0]).toEqual({
      code: expect.any(String),
      message: expect.any(String),
      more_info: expect.any(String),
    });
    expect(line.carrier.control.calls()).toEqual([]);
    expect(line.carrier.control.orders()[0]).toMatchObject({ outcome: 'refused', httpStatus: 400, errorCodes: codes });
  });

  it('refuses a caller that the project does not own', async () => {
    const line = await openLine({ ownedNumbers: [OUR_NUMBER] });
    expect((await line.order({ From: '+13105550100' })).body.errors[0]?.code).toBe('21210');
  });

  it('refuses a body that is not a form', async () => {
    const line = await openLine();
    const answer = await fetch(`${line.carrier.url}/api/laml/2010-04-01/Accounts/${PROJECT}/Calls`, {
      method: 'POST',
      headers: { authorization: authorization(), 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 10001, status: 400 });
  });

  it('refuses with 21611 when the queue is full', async () => {
    const line = await openLine({ callsPerSecond: 0.1, queueLimit: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await line.order()).status);
    expect(statuses).toEqual([201, 201, 201, 400]);
    expect((await line.order()).body.errors[0]?.code).toBe('21611');
  });
});

describe('the usual error shape', () => {
  it('answers 401 to wrong credentials and to another project', async () => {
    const line = await openLine();
    const at = (project: string, header: string) =>
      fetch(`${line.carrier.url}/api/laml/2010-04-01/Accounts/${project}/Calls`, {
        headers: { authorization: header },
      });
    for (const answer of [
      await at(PROJECT, authorization(PROJECT, 'wrong')),
      await at(PROJECT, ''),
      await at('f0000000-0000-4000-8000-000000000000', authorization()),
    ]) {
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({
        code: 20003,
        message: expect.any(String),
        more_info: expect.any(String),
        status: 401,
      });
    }
  });

  it('answers 404 for what is not there', async () => {
    const line = await openLine();
    for (const path of ['Calls/none', 'Messages/none', 'Recordings/none', 'Nothing']) {
      expect((await line.request('GET', path)).body).toMatchObject({ code: 20404, status: 404 });
    }
  });

  it('sends the write limit in headers and answers 429 above it', async () => {
    const line = await openLine({ fast: true, writesPerTenSeconds: 2 });
    const first = await line.order();
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    await line.order();
    const third = await line.order();
    expect(third.status).toBe(429);
    expect(third.body.code).toBe(20429);
    expect(third.headers.get('retry-after')).toBe('1');
  });
});

describe('lists', () => {
  it('are read newest first by following next_page_uri', async () => {
    const line = await openLine({ fast: true });
    const sids: string[] = [];
    for (let n = 0; n < 5; n += 1) sids.unshift((await line.order()).body.sid);
    const seen: string[] = [];
    let page = await line.request('GET', 'Calls?PageSize=2');
    for (;;) {
      seen.push(...page.body.calls.map((call) => call.sid));
      if (page.body.next_page_uri === null) break;
      await line.order();
      page = await line.request('GET', page.body.next_page_uri);
    }
    expect(seen).toEqual(sids);
    expect((await line.request('GET', 'Calls?Page=1')).status).toBe(400);
    expect((await line.request('GET', 'Calls?PageSize=1001')).status).toBe(400);
  });

  it('are narrowed by numbers, status, parent and time', async () => {
    const line = await openLine({ fast: true });
    const one = (await line.order({ To: '+13105550100' })).body;
    await line.order();
    await line.request('POST', `Calls/${one.sid}`, { Status: 'canceled' });
    const count = async (query: string) => (await line.request('GET', `Calls?${query}`)).body.calls.length;
    const soon = encodeURIComponent(new Date(Date.now() + 60_000).toUTCString());
    const before = encodeURIComponent(new Date(Date.now() - 60_000).toUTCString());
    expect(await count('To=%2B13105550100')).toBe(1);
    expect(await count(`From=${encodeURIComponent(OUR_NUMBER)}`)).toBe(2);
    expect(await count('Status=canceled')).toBe(1);
    expect(await count('Status=queued')).toBe(1);
    expect(await count(`ParentCallSid=${one.sid}`)).toBe(0);
    expect(await count(`StartTime%3E=${before}`)).toBe(2);
    expect(await count(`StartTime%3E=${soon}`)).toBe(0);
    expect(await count(`StartTime%3C=${before}`)).toBe(0);
    expect(await count(`EndTime%3E=${before}`)).toBe(1);
    expect((await line.request('GET', 'Calls?StartTime=whenever')).body.code).toBe(10000);
  });
});

describe('changing a call', () => {
  it('cancels a queued one, which is then never dialled', async () => {
    const line = await openLine({ callsPerSecond: 5 });
    await line.order();
    const second = (await line.order({ StatusCallback: `${line.customer.url}/status` })).body;
    expect((await line.request('POST', `Calls/${second.sid}`, { Status: 'canceled' })).body.status).toBe('canceled');
    await line.settled();
    const truth = line.carrier.control.calls().find((call) => call.callSid === second.sid);
    expect(truth).toMatchObject({ dialStarted: null, status: 'canceled' });
    expect(line.customer.to('/status').map((request) => request.fields.CallStatus)).toEqual(['canceled']);
  });

  it('refuses to cancel a live one, hangs it up, and refuses any change after that', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Pause length="600"/>'));
    const { sid } = (await line.order()).body;
    await expect.poll(async () => (await line.request('GET', `Calls/${sid}`)).body.status).toBe('in-progress');
    expect((await line.request('POST', `Calls/${sid}`, { Status: 'canceled' })).body.code).toBe(10000);
    const ended = await line.request('POST', `Calls/${sid}`, { Status: 'completed' });
    expect(ended.body).toMatchObject({ status: 'completed', end_time: expect.stringMatching(RFC2822) });
    expect((await line.request('POST', `Calls/${sid}`, { Status: 'completed' })).body.code).toBe(10000);
    expect((await line.request('DELETE', `Calls/${sid}`)).status).toBe(204);
    expect((await line.request('GET', `Calls/${sid}`)).status).toBe(404);
  });

  it('leads a live call to another document, but not one still ringing', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Pause length="600"/>'));
    line.customer.on('/other', document('<Say>Elsewhere</Say>'));
    const { sid } = (await line.order()).body;
    expect((await line.request('POST', `Calls/${sid}`, { Url: `${line.customer.url}/other` })).body.code).toBe(21220);
    await expect.poll(() => line.customer.to('/start').length).toBe(1);
    expect((await line.request('POST', `Calls/${sid}`, { Url: `${line.customer.url}/other` })).status).toBe(200);
    await line.settled();
    const truth = line.carrier.control.calls()[0];
    expect(truth?.verbs.map(({ verb, finished }) => [verb, finished])).toEqual([
      ['Pause', false],
      ['Say', true],
    ]);
  });
});
