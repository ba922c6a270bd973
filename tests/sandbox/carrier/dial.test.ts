import { describe, expect, it } from 'vitest';
import type { CallTruth } from '@/sandbox/carrier/call-truth';
import { document } from './customer';
import { type Line, OUR_NUMBER, openLine, PERSON } from './line';

const OTHER = '+13105550100';

function legs(line: Line): { parent: CallTruth; children: CallTruth[] } {
  const calls = line.carrier.control.calls();
  const parent = calls.find((call) => call.direction === 'outbound-api');
  if (!parent) throw new Error('no call was ordered');
  return { parent, children: calls.filter((call) => call.parentCallSid === parent.callSid) };
}

async function call(line: Line, verbs: string): Promise<void> {
  line.customer.on('/start', document(verbs));
  await line.order();
  await line.settled();
}

describe('dialling from within a call', () => {
  it('lets the other party hear its own document, connects, and reports the end to the action', async () => {
    const line = await openLine();
    line.customer.on('/private', document('<Say>This call is recorded</Say>'));
    line.customer.on('/after', document('<Say>Goodbye</Say>'));
    await call(
      line,
      `<Dial action="{url}/after" callerId="${OUR_NUMBER}"><Number url="{url}/private?leg=2"
        statusCallback="{url}/child" statusCallbackEvent="initiated ringing answered completed">${OTHER}</Number></Dial>`,
    );
    const { parent, children } = legs(line);
    const [child] = children;
    expect(child).toMatchObject({ direction: 'outbound-dial', to: OTHER, from: OUR_NUMBER, status: 'completed' });
    expect(child?.verbs.map(({ text }) => text)).toEqual(['This call is recorded']);
    expect(parent.verbs.map(({ verb }) => verb)).toEqual(['Dial', 'Say']);
    const after = line.customer.to('/after')[0]?.fields;
    expect(after).toMatchObject({ DialCallStatus: 'completed', DialCallSid: child?.callSid, CallSid: parent.callSid });
    expect(Number(after?.DialCallDuration)).toBeGreaterThanOrEqual(10);
    const reports = line.customer.to('/child').map((request) => request.fields);
    expect(reports.map((one) => one.CallStatus)).toEqual([
      'initiated',
      'ringing',
      'answered',
      'in-progress',
      'completed',
    ]);
    expect(reports[0]).toMatchObject({ ParentCallSid: parent.callSid, Direction: 'outbound-dial' });
    expect(reports.at(-1)?.HangupBy).toBe('callee');
    const listed = await line.request('GET', `Calls?ParentCallSid=${parent.callSid}`);
    expect(listed.body.calls.map((one) => one.sid)).toEqual([child?.callSid]);
  });

  it.each([
    ['+13105550101', 'busy'],
    ['+13105550102', 'no-answer'],
    ['+13105550104', 'failed'],
  ])('reports to the action that %s was %s', async (to, status) => {
    const line = await openLine();
    await call(line, `<Dial timeout="5" action="{url}/after">${to}</Dial>`);
    const after = line.customer.to('/after')[0]?.fields;
    expect(after).toMatchObject({ DialCallStatus: status });
    expect(after).not.toHaveProperty('DialCallDuration');
  });

  it('goes on with the next verb where there is no action', async () => {
    const line = await openLine();
    await call(line, '<Dial>+13105550101</Dial><Say>Busy</Say>');
    expect(legs(line).parent.verbs.map(({ verb }) => verb)).toEqual(['Dial', 'Say']);
  });

  it('connects the first of several numbers and lets the others go', async () => {
    const line = await openLine({ scripts: { '+13105550120': { answerAfterMs: 30_000 } } });
    await call(line, `<Dial timeout="60"><Number>+13105550120</Number><Number>${OTHER}</Number></Dial>`);
    const { children } = legs(line);
    expect(children.map(({ to, status }) => [to, status])).toEqual([
      ['+13105550120', 'canceled'],
      [OTHER, 'completed'],
    ]);
  });

  it('does not connect a party whose document hangs up', async () => {
    const line = await openLine();
    line.customer.on('/private', document('<Hangup/>'));
    await call(line, `<Dial action="{url}/after"><Number url="{url}/private">${OTHER}</Number></Dial>`);
    expect(line.carrier.control.events().some((event) => event.type === 'bridged')).toBe(false);
    expect(line.customer.to('/after')[0]?.fields.DialCallStatus).toBe('completed');
  });

  it('ends the talk at its time limit', async () => {
    const line = await openLine({ scripts: { '*': { talkSeconds: null } } });
    await call(line, `<Dial timeLimit="20">${OTHER}</Dial>`);
    expect(legs(line).children[0]).toMatchObject({ status: 'completed', hangupBy: 'carrier' });
  });

  it('lets the dialling party get rid of the other with a star', async () => {
    const line = await openLine({ timeScale: 50, scripts: { '*': { talkSeconds: null } } });
    line.customer.on('/start', document(`<Dial hangupOnStar="true">${OTHER}</Dial><Say>Still here</Say>`));
    await line.order();
    await expect.poll(() => line.carrier.control.events().some((event) => event.type === 'bridged')).toBe(true);
    line.carrier.control.pressKeys(legs(line).parent.callSid, '*');
    await line.settled();
    expect(legs(line).parent.verbs.at(-1)?.text).toBe('Still here');
  });

  it('hangs up on the other party when the dialling one leaves, and still reports to the action', async () => {
    const line = await openLine({ scripts: { [PERSON]: { talkSeconds: 2 } } });
    await call(line, `<Dial action="{url}/after">${OTHER}</Dial>`);
    const { parent, children } = legs(line);
    expect(parent).toMatchObject({ status: 'completed', hangupBy: 'callee' });
    expect(children[0]).toMatchObject({ status: 'completed', hangupBy: 'other-party' });
    expect(line.customer.to('/after')[0]?.fields).toMatchObject({
      CallStatus: 'completed',
      DialCallStatus: 'completed',
    });
  });

  it('cancels the ringing party when the dialling one is hung up by API', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Dial timeout="600">+13105550102</Dial>'));
    const { sid } = (await line.order()).body;
    await expect.poll(() => legs(line).children[0]?.status).toBe('ringing');
    await line.request('POST', `Calls/${sid}`, { Status: 'completed' });
    await line.settled();
    expect(legs(line).children[0]?.status).toBe('canceled');
  });

  it('lets a connected party be led away to a document of its own', async () => {
    const line = await openLine({ scripts: { '*': { talkSeconds: null } } });
    line.customer.on('/survey', document('<Say>How was it?</Say>'));
    line.customer.on('/start', document(`<Dial>${OTHER}</Dial><Say>They left</Say>`));
    await line.order();
    await expect.poll(() => line.carrier.control.events().some((event) => event.type === 'bridged')).toBe(true);
    const child = legs(line).children[0]?.callSid;
    await line.request('POST', `Calls/${child}`, { Url: `${line.customer.url}/survey` });
    await line.settled();
    expect(legs(line).children[0]?.verbs.at(-1)).toMatchObject({ text: 'How was it?', finished: true });
    expect(legs(line).parent.verbs.at(-1)?.text).toBe('They left');
  });
});
