import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallOrderRequest, Carrier } from '@/lib/calls/carrier';
import { createSignalWireCarrier } from '@/lib/calls/providers/signalwire/adapter';
import { orderAnswerOf } from '@/lib/calls/providers/signalwire/map';
import { type HttpAnswer, type HttpRequest, keptAliveTransport } from '@/lib/calls/providers/signalwire/transport';
import type { CarrierConfig } from '@/lib/config/config';
import { type Carrier as SandboxCarrier, startCarrier } from '@/sandbox/carrier/start-carrier';
import { eventually } from '@/tests/support/eventually';

const operator = '+12025550190';
const request: CallOrderRequest = {
  to: operator,
  from: '+12025550100',
  documentUrl: 'http://127.0.0.1:9/voice?call=call_1&step=start',
  statusCallbackUrl: 'http://127.0.0.1:9/status?call=call_1&party=operator',
  ringSeconds: 40,
  detectMachine: false,
  orderBy: new Date('2100-01-01T00:00:00Z'),
};

let sandbox: SandboxCarrier;
let config: CarrierConfig;
let carrier: Carrier;

beforeAll(async () => {
  const account = { projectId: 'project-1', apiToken: 'token-1', signingKey: 'PSK_1' };
  sandbox = await startCarrier({ ...account, callsPerSecond: null, timeScale: 20 });
  config = {
    apiUrl: sandbox.url,
    projectId: account.projectId,
    apiToken: account.apiToken,
    signingKeys: [account.signingKey],
    fromNumber: request.from,
    callsPerSecond: 1,
  };
  carrier = createSignalWireCarrier(config);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.reset());

describe('ordering a call', () => {
  it('is accepted with the carrier’s id, and carries both of our addresses', async () => {
    const answer = await carrier.order(request);
    expect(answer).toMatchObject({ kind: 'accepted', status: 'queued' });
    const [order] = sandbox.control.orders();
    expect(order).toMatchObject({ to: operator, from: request.from, url: request.documentUrl, outcome: 'accepted' });
    expect(order?.statusCallback).toBe(request.statusCallbackUrl);
    expect(answer.kind === 'accepted' && answer.sid).toBe(order?.callSid);
  });

  it.each([
    ['a number that is none', { to: '12025550143' }, false],
    ['no number', { to: '' }, false],
    ['a caller that is none', { from: '100' }, true],
    ['a document without an address', { documentUrl: 'voice' }, false],
  ])('is refused for good: %s', async (_, change, alarm) => {
    const answer = await carrier.order({ ...request, ...change });
    expect(answer).toMatchObject({ kind: 'refused', alarm });
    expect(JSON.stringify(answer)).not.toContain('2025550143');
  });

  it('waits for someone to fix the account when the credentials are wrong', async () => {
    const stranger = createSignalWireCarrier({ ...config, apiToken: 'wrong' });
    expect(await stranger.order(request)).toMatchObject({ kind: 'account-refused', carrierCode: '20003' });
    expect(sandbox.control.calls()).toHaveLength(0);
  });

  it('may be repeated after 429, when it says', async () => {
    sandbox.control.addFault({ kind: 'refuse-429', retryAfterSeconds: 7 });
    expect(await carrier.order(request)).toEqual({ kind: 'not-taken', retryAfterSeconds: 7, why: 'rate' });
  });

  it('may be repeated when the carrier’s queue is full', () => {
    const body = JSON.stringify({ errors: [{ code: '21611', message: 'full', more_info: '' }] });
    expect(orderAnswerOf(400, body, null)).toMatchObject({ kind: 'not-taken', why: 'queue-full' });
  });

  it('may be repeated when no connection was made', async () => {
    const refused = createSignalWireCarrier({ ...config, apiUrl: `http://127.0.0.1:${await unusedPort()}` });
    expect(await refused.order(request)).toMatchObject({ kind: 'not-taken', why: 'down' });
    const nameless = createSignalWireCarrier({ ...config, apiUrl: 'http://no-such-host.invalid' });
    expect(await nameless.order(request)).toMatchObject({ kind: 'not-taken', why: 'down' });
  });

  it.each([
    ['accept-then-500', 1],
    ['accept-then-reset', 1],
    ['refuse-500', 0],
    ['reset-before', 0],
  ] as const)('is unknown after %s, whether or not it was taken', async (kind, taken) => {
    sandbox.control.addFault({ kind });
    expect(await carrier.order(request)).toMatchObject({ kind: 'unknown' });
    expect(sandbox.control.calls()).toHaveLength(taken);
  });

  it('is unknown after a time-out, though it was taken', async () => {
    sandbox.control.addFault({ kind: 'accept-then-timeout' });
    const hasty = keptAliveTransport();
    const impatient = createSignalWireCarrier(config, (sent) => hasty({ ...sent, timeoutMs: 1_500 }));
    expect(await impatient.order(request)).toEqual({ kind: 'unknown', why: 'timeout' });
    expect(sandbox.control.calls()).toHaveLength(1);
  });

  it('is unknown when the answer cannot be read', () => {
    expect(orderAnswerOf(201, '<html>', null)).toMatchObject({ kind: 'unknown' });
    expect(orderAnswerOf(200, '{}', null)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['21211', 400, false],
    ['21217', 400, false],
    ['21212', 400, true],
    ['21219', 400, true],
    ['30010', 400, false],
    ['30002', 400, { kind: 'account-refused' }],
    ['4001', 402, { kind: 'account-refused' }],
    ['20003', 401, { kind: 'account-refused' }],
    ['21210', 400, { kind: 'refused', alarm: true }],
    ['10001', 400, { kind: 'refused', alarm: false }],
  ])('classes code %s in both shapes of an error', (code, status, answer) => {
    const usual = JSON.stringify({ code: Number(code), message: 'no', more_info: '', status });
    const creation = JSON.stringify({ errors: [{ code, message: 'no', more_info: '' }] });
    for (const body of [usual, creation])
      expect(orderAnswerOf(status, body, null)).toMatchObject(Object.assign({ carrierCode: code }, answer));
  });

  it('takes 403 and 404 without a code for a refusal of the account', () => {
    for (const status of [401, 403, 404])
      expect(orderAnswerOf(status, '', null)).toMatchObject({ kind: 'account-refused', carrierCode: `http_${status}` });
  });

  it('writes no byte of an order whose time has passed while it waited for a connection', async () => {
    const received: Buffer[] = [];
    const server = createServer((socket) => socket.on('data', (bytes) => received.push(bytes)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const late = createSignalWireCarrier({ ...config, apiUrl: `http://127.0.0.1:${port}` });
    const answer = await late.order({ ...request, orderBy: new Date(Date.now() - 1) });
    server.close();
    expect(answer).toMatchObject({ kind: 'not-taken' });
    expect(received).toEqual([]);
  });

  it('resets the connection of an order that was not answered in time, so that nothing is delivered later', async () => {
    const ends: string[] = [];
    const server = createServer((socket) => {
      socket.on('error', (error: NodeJS.ErrnoException) => ends.push(String(error.code)));
      socket.on('end', () => ends.push('FIN'));
      socket.resume();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const send = keptAliveTransport();
    const impatient = createSignalWireCarrier({ ...config, apiUrl: `http://127.0.0.1:${port}` }, (one) =>
      send({ ...one, timeoutMs: 200 }),
    );
    expect(await impatient.order(request)).toMatchObject({ kind: 'unknown', why: 'timeout' });
    await expect.poll(() => ends).toEqual(['ECONNRESET']);
    server.close();
  });
});

describe('reading calls', () => {
  it('finds the first legs between two numbers since an instant, over every page', async () => {
    const before = new Date();
    const sids = new Set<string>();
    for (let count = 0; count < 7; count += 1) {
      const answer = await carrier.order(request);
      if (answer.kind === 'accepted') sids.add(answer.sid);
    }
    await carrier.order({ ...request, to: '+12025550191' });
    const paged = createSignalWireCarrier(config, smallPages(3));
    const found = await paged.findCalls({ to: operator, from: request.from, createdSince: before });
    expect(found.complete).toBe(true);
    expect(new Set(found.calls.map(({ sid }) => sid))).toEqual(sids);
    expect(found.calls[0]).toMatchObject({ to: operator, from: request.from, parentSid: null });
    const later = new Date(before.getTime() + 3_600_000);
    expect(await paged.findCalls({ to: operator, from: request.from, createdSince: later })).toEqual({
      calls: [],
      complete: true,
    });
  });

  it('says so when a call of the time in question can’t be read, and skips older ones unread', async () => {
    const before = new Date();
    const row = (sid: string, status: string, at: Date) => ({
      sid,
      status,
      to: operator,
      from: request.from,
      date_created: at.toUTCString(),
    });
    const year = new Date(before.getTime() - 365 * 24 * 3_600_000);
    const list = (calls: object[]) =>
      createSignalWireCarrier(config, async () => ({
        status: 200,
        header: () => null,
        text: JSON.stringify({ calls, next_page_uri: null }),
      })).findCalls({ to: operator, from: request.from, createdSince: before });
    expect(await list([row('old', 'a-new-word', year)])).toEqual({ calls: [], complete: true });
    expect(await list([row('new', 'a-new-word', before), row('good', 'queued', before)])).toMatchObject({
      calls: [{ sid: 'good' }],
      complete: false,
    });
  });

  it('reads no page behind the one that is older than the time in question', async () => {
    const before = new Date();
    let pages = 0;
    const endless = createSignalWireCarrier(config, async ({ url }) => {
      pages += 1;
      const old = new Date(before.getTime() - 3_600_000).toUTCString();
      const calls = [{ sid: `s${pages}`, status: 'completed', to: operator, from: request.from, date_created: old }];
      const next = `${new URL(url).pathname}?Page=${pages}`;
      return { status: 200, header: () => null, text: JSON.stringify({ calls, next_page_uri: next }) };
    });
    const found = await endless.findCalls({ to: operator, from: request.from, createdSince: before });
    expect([found, pages]).toEqual([{ calls: [], complete: true }, 1]);
  });

  it('follows no page outside of our account', async () => {
    for (const uri of ['https://evil.test/x', '/api/laml/2010-04-01/Accounts/other/Calls?Page=1', '//evil.test/x']) {
      const asked: string[] = [];
      const lured = createSignalWireCarrier(config, async ({ url }) => {
        asked.push(url);
        return answerOf(200, { calls: [], next_page_uri: uri });
      });
      await expect(lured.childCalls('x')).rejects.toMatchObject({ code: 'provider_failed' });
      expect(asked).toHaveLength(1);
    }
  });

  it('fetches one call, and null when the carrier does not know it', async () => {
    const answer = await carrier.order(request);
    if (answer.kind !== 'accepted') throw new Error('not accepted');
    expect(await carrier.fetchCall(answer.sid)).toMatchObject({ sid: answer.sid, answeredBy: null });
    expect(await carrier.fetchCall('00000000-0000-4000-8000-000000000000')).toBeNull();
  });

  it('tries a read three times, and says then that the carrier is not there', async () => {
    const answer = await carrier.order(request);
    if (answer.kind !== 'accepted') throw new Error('not accepted');
    sandbox.control.addFault({ kind: 'refuse-500', on: 'calls.fetch', count: 1 });
    sandbox.control.addFault({ kind: 'refuse-429', on: 'calls.fetch', count: 1 });
    expect(await carrier.fetchCall(answer.sid)).toMatchObject({ sid: answer.sid });
    let tries = 0;
    const down = createSignalWireCarrier(config, async () => {
      tries += 1;
      return answerOf(503, {});
    });
    await expect(down.fetchCall(answer.sid)).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(tries).toBe(3);
  });

  it('does not mistake a refusal for an empty list', async () => {
    const stranger = createSignalWireCarrier({ ...config, apiToken: 'wrong' });
    const asked = stranger.findCalls({ to: operator, from: request.from, createdSince: new Date(0) });
    await expect(asked).rejects.toMatchObject({ code: 'provider_failed' });
    const nowhere = createSignalWireCarrier(config, async () => answerOf(404, { code: 20404 }));
    const lost = nowhere.findCalls({ to: operator, from: request.from, createdSince: new Date(0) });
    await expect(lost).rejects.toMatchObject({ code: 'provider_failed' });
  });
});

describe('steering a live call', () => {
  it('hangs up what rings, and says so when it was over', async () => {
    const answer = await carrier.order({ ...request, to: '+12025550102' });
    if (answer.kind !== 'accepted') throw new Error('not accepted');
    await eventually('it rings', () => statusOf(answer.sid) === 'ringing');
    expect(await carrier.endCall(answer.sid)).toBe(true);
    await eventually('it is over', () => ['canceled', 'completed'].includes(statusOf(answer.sid)));
    expect(await carrier.endCall(answer.sid)).toBe(false);
    expect(await carrier.redirectCall(answer.sid, 'http://127.0.0.1:9/x')).toBe(false);
    expect(await carrier.startRecording(answer.sid, 'http://127.0.0.1:9/x')).toBeNull();
    expect(await carrier.startTranscription(answer.sid, 'call_1', 'http://127.0.0.1:9/x')).toBe(false);
  });

  it('has a call written down by a command, and says so when the carrier does not take it', async () => {
    const sent: HttpRequest[] = [];
    const answers = [answerOf(200, { id: 'sid-1' }), answerOf(422, { errors: [{ code: 'invalid' }] })];
    const commanding = createSignalWireCarrier(config, async (command) => {
      sent.push(command);
      return answers.shift() ?? answerOf(500, {});
    });
    const start = () => commanding.startTranscription('sid-1', 'call_1', 'https://slotline.test/x?call=call_1');
    expect([await start(), await start()]).toEqual([true, false]);
    const { method, url, headers, body } = sent[0] ?? {};
    expect([method, url]).toEqual(['POST', `${config.apiUrl}/api/calling/calls`]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      authorization: expect.stringMatching(/^Basic /),
    });
    expect(JSON.parse(body ?? '')).toEqual({
      command: 'calling.transcribe',
      id: 'sid-1',
      params: { control_id: 'call_1', status_url: 'https://slotline.test/x?call=call_1' },
    });
  });

  it('says that the carrier is not there when a change gets no answer, and does not repeat it', async () => {
    let sent = 0;
    const silent = createSignalWireCarrier(config, async () => {
      sent += 1;
      return answerOf(500, { code: 20001 });
    });
    await expect(silent.startRecording('sid', 'http://127.0.0.1:9/x')).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    await expect(silent.startTranscription('sid', 'call_1', 'http://127.0.0.1:9/x')).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(sent).toBe(2);
  });
});

describe('the sound of a recording', () => {
  it.each(['http://169.254.169.254/x', 'https://evil.test/x.mp3', 'nonsense'])(
    'is not fetched from %s',
    async (url) => {
      await expect(carrier.recordingMedia(url, null)).rejects.toMatchObject({ code: 'provider_failed' });
    },
  );
});

function statusOf(sid: string): string {
  return sandbox.control.calls().find((call) => call.callSid === sid)?.status ?? '';
}

function answerOf(status: number, body: unknown): HttpAnswer {
  return { status, header: () => null, text: JSON.stringify(body) };
}

/** Asks the sandbox for pages of this size, whatever the product asks for. */
function smallPages(size: number) {
  const send = keptAliveTransport();
  return (sent: HttpRequest) => send({ ...sent, url: sent.url.replace('PageSize=1000', `PageSize=${size}`) });
}

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
