import { describe, expect, it } from 'vitest';
import { document } from './customer';
import { type Line, openLine } from './line';

const ALL = ['initiated', 'ringing', 'answered', 'completed'];

async function reported(line: Line, to: string, form: Record<string, string | string[]> = {}) {
  await line.order({ To: to, StatusCallback: `${line.customer.url}/status`, StatusCallbackEvent: ALL, ...form });
  await line.settled();
  return line.customer.to('/status').map((request) => request.fields);
}

describe('status callbacks', () => {
  it('report an answered call in order, with two reports of the answer', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Say>Hello there, this takes a second or two to be said.</Say>'));
    const fields = await reported(line, '+12125550100');
    expect(fields.map((one) => one.CallStatus)).toEqual([
      'initiated',
      'ringing',
      'answered',
      'in-progress',
      'completed',
    ]);
    expect(fields.map((one) => one.SequenceNumber)).toEqual(['0', '1', '2', '3', '4']);
    expect(fields[0]).toMatchObject({
      Direction: 'outbound-api',
      ApiVersion: '2010-04-01',
      CallbackSource: 'call-progress-events',
      Timestamp: expect.stringMatching(/\+0000$/),
    });
    expect(fields[0]).not.toHaveProperty('CallDuration');
    expect(fields.at(-1)).toMatchObject({ SipResultCode: '200', HangupBy: 'caller' });
    expect(Number(fields.at(-1)?.CallDuration)).toBeGreaterThanOrEqual(2);
  });

  it('report only the end when no event was requested', async () => {
    const line = await openLine();
    const fields = await reported(line, '+12125550100', { StatusCallbackEvent: [] });
    expect(fields.map((one) => one.CallStatus)).toEqual(['completed']);
  });

  it.each([
    ['+12125550101', 'busy', '486', ['initiated', 'busy']],
    ['+12125550102', 'no-answer', '480', ['initiated', 'ringing', 'no-answer']],
    ['+12125550103', 'failed', '603', ['initiated', 'ringing', 'failed']],
    ['+12125550104', 'failed', '404', ['initiated', 'failed']],
  ])('report the end of %s: %s', async (to, status, sip, expected) => {
    const line = await openLine();
    const fields = await reported(line, to, { Timeout: '5' });
    expect(fields.map((one) => one.CallStatus)).toEqual(expected);
    expect(fields.at(-1)).toMatchObject({ SipResultCode: sip, CallDuration: '0' });
    expect((await line.request('GET', 'Calls')).body.calls[0]?.status).toBe(status);
    expect(line.customer.to('/start')).toEqual([]);
  });

  it('say who answered when detection is on, before the document is requested', async () => {
    const line = await openLine();
    const fields = await reported(line, '+12125550105', { MachineDetection: 'Enable' });
    expect(fields.at(-1)?.AnsweredBy).toBe('machine');
    expect(line.customer.to('/start')[0]?.fields.AnsweredBy).toBe('machine');
    expect((await line.request('GET', 'Calls')).body.calls[0]?.answered_by).toBe('machine');
    const plain = await openLine();
    expect((await reported(plain, '+12125550105')).at(-1)).not.toHaveProperty('AnsweredBy');
  });

  it('let the document run ahead of the detection when that is asked for', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Pause length="30"/>'));
    await line.order({
      MachineDetection: 'DetectMessageEnd',
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: `${line.customer.url}/amd`,
    });
    await line.settled();
    expect(line.customer.to('/start')[0]?.fields).not.toHaveProperty('AnsweredBy');
    expect(line.customer.to('/amd')[0]?.fields).toMatchObject({ AnsweredBy: 'human' });
  });

  it('are attempted at most three times, and only once after a 4xx', async () => {
    const line = await openLine();
    line.customer.on('/status', { status: 503 });
    await reported(line, '+12125550101', { StatusCallbackEvent: ['completed'] });
    expect(line.customer.to('/status').length).toBe(3);
    expect(line.carrier.control.calls()[0]?.callbacks[0]).toMatchObject({
      outcome: 'failed',
      responses: '503,503,503',
    });
    const stubborn = await openLine();
    stubborn.customer.on('/status', { status: 401 });
    await reported(stubborn, '+12125550101', { StatusCallbackEvent: ['completed'] });
    expect(stubborn.customer.to('/status').length).toBe(1);
  });
});

describe('faulty callbacks', () => {
  it('are lost, doubled, delayed and reordered as the faults say', async () => {
    const line = await openLine();
    const { control } = line.carrier;
    control.addFault({ kind: 'callback-lost', on: 'initiated' });
    control.addFault({ kind: 'callback-duplicate', on: 'completed', delayMs: 5 });
    control.addFault({ kind: 'callback-reorder', on: 'ringing', delayMs: 1_500 });
    const fields = await reported(line, '+12125550100');
    expect(fields.map((one) => one.CallStatus).sort()).toEqual(
      ['answered', 'completed', 'completed', 'in-progress', 'ringing'].sort(),
    );
    const sequence = fields.map((one) => one.SequenceNumber);
    expect(sequence.indexOf('1')).toBeGreaterThan(sequence.indexOf('2'));
    const truth = control.calls()[0]?.callbacks.map(({ label, outcome, note }) => `${label} ${outcome} ${note}`.trim());
    expect(truth).toContain('initiated lost lost');
    expect(truth).toContain('completed delivered duplicate');
    expect(truth).toContain('ringing delivered reordered');
  });
});
