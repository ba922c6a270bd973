import { describe, expect, it } from 'vitest';
import { parseCxml } from '@/sandbox/carrier/cxml-document';
import { document } from './customer';
import { type Line, openLine } from './line';

const truthOf = (line: Line) => line.carrier.control.calls()[0];
const verbsOf = (line: Line) => truthOf(line)?.verbs.map(({ verb, finished }) => `${verb}${finished ? '' : ' (cut)'}`);

async function call(line: Line, verbs: string, form: Record<string, string> = {}): Promise<void> {
  line.customer.on('/start', document(verbs));
  await line.order(form);
  await line.settled();
}

describe('reading a document', () => {
  it('keeps verbs, attributes, entities and nested text', () => {
    const [say, dial] = parseCxml(
      '<?xml version="1.0"?><!-- note --><Response><Say voice="a">Me &amp; <break time="1s"/> <emphasis>you</emphasis></Say>' +
        '<Dial><Number url="http://x/?a=1&amp;b=2">+1</Number></Dial></Response>',
    );
    expect(say).toMatchObject({ name: 'Say', attributes: { voice: 'a' }, text: 'Me & you' });
    expect(dial?.children[0]).toMatchObject({ name: 'Number', attributes: { url: 'http://x/?a=1&b=2' }, text: '+1' });
    expect(parseCxml('')).toEqual([]);
  });

  it.each(['<Response><Say></Response>', '<response/>', 'hello', '<!DOCTYPE r [<!ENTITY a "b">]><Response/>'])(
    'refuses %s',
    (xml) => {
      expect(() => parseCxml(xml)).toThrow(expect.objectContaining({ code: '12100' }));
    },
  );
});

describe('following documents', () => {
  it('runs the verbs in order and posts the fields of the call', async () => {
    const line = await openLine();
    await call(line, '<Say>Hello</Say><Pause length="2"/><Play>{url}/a.mp3</Play><Hangup/><Say>Never</Say>');
    expect(verbsOf(line)).toEqual(['Say', 'Pause', 'Play', 'Hangup']);
    expect(truthOf(line)).toMatchObject({ status: 'completed', hangupBy: 'carrier' });
    expect(line.customer.to('/start')[0]?.fields).toMatchObject({
      CallSid: truthOf(line)?.callSid,
      CallStatus: 'in-progress',
      Direction: 'outbound-api',
      To: '+12125550100',
      ApiVersion: '2010-04-01',
    });
  });

  it('goes on with another document on Redirect', async () => {
    const line = await openLine();
    line.customer.on('/next', document('<Say>Next</Say>'));
    await call(line, '<Redirect method="GET">{url}/next?step=2</Redirect>');
    expect(line.customer.to('/next')[0]?.method).toBe('GET');
    expect(verbsOf(line)).toEqual(['Redirect', 'Say']);
  });

  it('falls back to the other address, with the error, when the first fails', async () => {
    const line = await openLine();
    line.customer.on('/start', { status: 500 });
    line.customer.on('/fallback', document('<Say>Sorry</Say>'));
    await line.order({ FallbackUrl: `${line.customer.url}/fallback` });
    await line.settled();
    expect(line.customer.to('/fallback')[0]?.fields.ErrorCode).toBe('11217');
    expect(truthOf(line)).toMatchObject({ status: 'completed', instructionErrors: ['11217'] });
  });

  it.each([
    ['an error status', '11217', { status: 404 }],
    ['a wrong content type', '12300', { type: 'application/json', body: '{}' }],
    ['bad XML', '12100', { type: 'text/xml', body: '<Response><Say>' }],
    ['an unknown verb', '12100', document('<say>Hello</say>')],
    ['a relative address', '11100', document('<Redirect>/next</Redirect>')],
    ['more than 64 KB', '11750', document(`<Say>${'x'.repeat(70_000)}</Say>`)],
    ['a dead end of redirects', '11215', { status: 302, headers: { location: '/start' } }],
    ['a conference', '12100', document('<Dial><Conference>Room</Conference></Dial>')],
    ['a bad number', '13223', document('<Dial>555</Dial>')],
  ])('fails the call, asking once only, on %s', async (_what, code, answer) => {
    const line = await openLine();
    line.customer.on('/start', answer);
    await line.order();
    await line.settled();
    expect(truthOf(line)).toMatchObject({ status: 'failed' });
    expect(truthOf(line)?.instructionErrors.at(-1)).toBe(code);
    if (code !== '11215') expect(line.customer.to('/start').length).toBe(1);
  });

  it('fails the call when the document does not come in time', async () => {
    const line = await openLine();
    line.customer.on('/start', { silent: true });
    await line.order({ Url: `${line.customer.url}/start#rt=150` });
    await line.settled();
    expect(truthOf(line)).toMatchObject({ status: 'failed', instructionErrors: ['11200'] });
    expect(line.customer.to('/start').length).toBe(1);
  });
});

describe('menus', () => {
  const MENU = '<Gather numDigits="1" action="{url}/pressed"><Say>Press one</Say></Gather><Say>Nobody there</Say>';

  it('post the key that the person presses', async () => {
    const line = await openLine();
    line.customer.on('/pressed', document('<Say>Thanks</Say>'));
    await call(line, MENU);
    expect(line.customer.to('/pressed')[0]?.fields.Digits).toBe('1');
    expect(truthOf(line)?.verbs.map(({ text }) => text)).toEqual(['Press one', 'Press one', 'Thanks']);
  });

  it('fall through when nothing is pressed, unless the empty result is asked for', async () => {
    const line = await openLine();
    await call(line, MENU, { To: '+12125550106' });
    expect(line.customer.to('/pressed')).toEqual([]);
    expect(truthOf(line)?.verbs.at(-1)?.text).toBe('Nobody there');
    const asking = await openLine();
    await call(asking, MENU.replace('numDigits', 'actionOnEmptyResult="true" numDigits'), { To: '+12125550106' });
    expect(asking.customer.to('/pressed')[0]?.fields.Digits).toBe('');
  });

  it('take several keys up to the finishing one, a different answer for each menu', async () => {
    const line = await openLine({ scripts: { '+12125550100': { digits: ['42#', null] } } });
    line.customer.on('/pressed', document('<Gather timeout="1"/><Say>Silence</Say>'));
    await call(line, '<Gather action="{url}/pressed"/>');
    expect(line.customer.to('/pressed').map((request) => request.fields.Digits)).toEqual(['42']);
    expect(truthOf(line)?.verbs.at(-1)?.text).toBe('Silence');
  });

  it('ask for their own document again when they have no action', async () => {
    const line = await openLine();
    line.customer.on('/start', (_request, count) => document(count < 3 ? '<Gather numDigits="1"/>' : '<Hangup/>'));
    await line.order();
    await line.settled();
    expect(line.customer.to('/start').map((request) => request.fields.Digits)).toEqual([undefined, '1', '1']);
  });

  it('take speech', async () => {
    const line = await openLine({ scripts: { '*': { speech: 'very good' } } });
    await call(line, '<Gather input="speech" action="{url}/pressed"/>');
    expect(line.customer.to('/pressed')[0]?.fields).toMatchObject({ SpeechResult: 'very good', Confidence: '0.95' });
  });

  it('take keys pressed by hand, cutting the announcement short', async () => {
    const line = await openLine({
      timeScale: 1,
      scripts: { '*': { answerAfterMs: 10, ringAfterMs: 0, digits: [null] } },
    });
    line.customer.on('/start', document(`<Gather numDigits="1" action="{url}/pressed"><Pause length="60"/></Gather>`));
    await line.order();
    await expect.poll(() => truthOf(line)?.verbs.length).toBe(2);
    expect(line.carrier.control.pressKeys(truthOf(line)?.callSid ?? '', '7')).toBe(true);
    await line.settled();
    expect(line.customer.to('/pressed')[0]?.fields.Digits).toBe('7');
    expect(verbsOf(line)).toEqual(['Gather', 'Pause (cut)']);
  });
});

it('lets the called party hang up in the middle of the announcement', async () => {
  const line = await openLine();
  await call(line, '<Say>This call may be recorded</Say><Say>Never said</Say>', { To: '+12125550107' });
  expect(verbsOf(line)).toEqual(['Say (cut)']);
  expect(truthOf(line)).toMatchObject({ status: 'completed', hangupBy: 'callee' });
});
