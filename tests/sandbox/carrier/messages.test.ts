import { expect, it } from 'vitest';
import { type Line, OUR_NUMBER, openLine } from './line';

async function send(line: Line, to: string, form: Record<string, string> = {}) {
  const answer = await line.request('POST', 'Messages', {
    To: to,
    From: OUR_NUMBER,
    Body: 'See you soon',
    StatusCallback: `${line.customer.url}/message`,
    ...form,
  });
  await line.settled();
  return { answer, reports: line.customer.to('/message').map((request) => request.fields) };
}

it('delivers a text and reports each step', async () => {
  const line = await openLine();
  const { answer, reports } = await send(line, '+12125550100');
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ status: 'queued', body: 'See you soon', to: '+12125550100' });
  expect(reports.map((one) => one.MessageStatus)).toEqual(['sent', 'delivered']);
  expect((await line.request('GET', `Messages/${answer.body.sid}`)).body).toMatchObject({
    status: 'delivered',
    error_code: null,
    date_sent: expect.stringMatching(/\+0000$/),
  });
});

it('reports a text that did not arrive', async () => {
  const line = await openLine();
  expect((await send(line, '+12125550113')).reports.at(-1)).toMatchObject({
    MessageStatus: 'undelivered',
    ErrorCode: '30003',
  });
  expect((await send(line, '+12125550114')).reports.at(-1)).toMatchObject({
    MessageStatus: 'failed',
    ErrorCode: '30008',
  });
});

it('refuses a text to a number that opted out, and one without content', async () => {
  const line = await openLine();
  expect((await send(line, '+12125550112')).answer.body.errors[0]?.code).toBe('21610');
  const empty = (await send(line, '', { Body: '', From: '' })).answer;
  expect(empty.status).toBe(400);
  expect(empty.body.errors.map((error) => error.code)).toEqual(['21604', '21603', '21602']);
});
