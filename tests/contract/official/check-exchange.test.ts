import { describe, expect, it } from 'vitest';
import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { checkExchange } from './check-exchange';
import type { Description } from './description';
import { discoveryDescription } from './discovery';
import { openApiDescription } from './openapi';

const openApi = openApiDescription(
  {
    openapi: '3.0.0',
    paths: {
      '/v2/things/{id}': {
        post: {
          parameters: [
            { name: 'api-version', in: 'header', required: true, schema: { type: 'string' } },
            { name: 'take', in: 'query', required: true, schema: { type: 'number', maximum: 250 } },
            { name: 'status', in: 'query', schema: { type: 'array', items: { enum: ['past', 'coming'] } } },
          ],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/In' } } },
          },
          responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Out' } } } } },
        },
      },
      '/v2/things/mine': { post: { responses: { 204: {} } } },
    },
    components: {
      schemas: {
        In: { type: 'object', required: ['start'], properties: { start: { type: 'string', format: 'date-time' } } },
        Out: {
          type: 'object',
          required: ['name', 'wrong'],
          properties: { name: { type: 'string', nullable: true }, wrong: { type: 'string' } },
        },
      },
    },
  },
  {
    corrections: [
      { path: ['components', 'schemas', 'Out', 'properties', 'wrong'], schema: { type: 'number' }, why: 'a number' },
    ],
  },
);

const discovery = discoveryDescription({
  servicePath: 'calendar/v3/',
  parameters: { alt: { type: 'string', enum: ['json'], location: 'query' } },
  resources: {
    events: {
      methods: {
        insert: {
          httpMethod: 'POST',
          path: 'calendars/{calendarId}/events',
          parameters: {
            calendarId: { type: 'string', location: 'path', required: true },
            conferenceDataVersion: { type: 'integer', minimum: '0', maximum: '1', location: 'query' },
          },
          request: { $ref: 'Event' },
          response: { $ref: 'Event' },
        },
      },
    },
  },
  schemas: {
    Event: {
      id: 'Event',
      type: 'object',
      properties: { id: { type: 'string' }, start: { $ref: 'Time' }, extra: { type: 'any' } },
    },
    Time: { id: 'Time', type: 'object', properties: { dateTime: { type: 'string', format: 'date-time' } } },
  },
});

const exchange = (changes: Partial<Exchange>): Exchange => ({
  seq: 1,
  provider: 'test',
  operation: 'things.create',
  method: 'POST',
  path: '/v2/things/1',
  query: [['take', '10']],
  requestHeaders: { 'api-version': '1' },
  requestBody: { start: '2026-03-02T09:00:00Z' },
  receivedAt: '',
  answeredAt: '',
  status: 200,
  answerHeaders: {},
  answerBody: { name: null, wrong: 1 },
  fault: null,
  madeUp: false,
  delivered: true,
  ...changes,
});

const problems = (description: Description, changes: Partial<Exchange>) => {
  const verdict = checkExchange(description, exchange(changes));
  return [...verdict.requestProblems, ...verdict.answerProblems];
};

describe('holding exchanges against an OpenAPI description', () => {
  it('finds nothing wrong with what fits', () => {
    expect(problems(openApi, {})).toEqual([]);
    expect(
      problems(openApi, {
        query: [
          ['take', '10'],
          ['status', 'past,coming'],
        ],
      }),
    ).toEqual([]);
    expect(
      problems(openApi, { method: 'POST', path: '/v2/things/mine', query: [], status: 204, answerBody: undefined }),
    ).toEqual([]);
  });

  it.each([
    ['a missing header', { requestHeaders: {} }, 'api-version is missing'],
    ['a missing parameter', { query: [] }, 'take is missing'],
    ['a parameter out of bounds', { query: [['take', '300']] }, 'must be <= 250'],
    ['a parameter of another type', { query: [['take', 'all']] }, 'must be number'],
    [
      'an unknown parameter',
      {
        query: [
          ['take', '1'],
          ['limit', '2'],
        ],
      },
      'limit is not described',
    ],
    [
      'a value outside the list',
      {
        query: [
          ['take', '1'],
          ['status', 'past,gone'],
        ],
      },
      'status',
    ],
    ['a missing body', { requestBody: undefined }, 'body is missing'],
    ['a member that is missing', { requestBody: {} }, "required property 'start'"],
    ['a member that is unknown', { requestBody: { start: '2026-03-02T09:00:00Z', end: 1 } }, 'end is not described'],
    ['a date that is none', { requestBody: { start: 'tomorrow' } }, 'date-time'],
    ['an answer of another shape', { answerBody: { name: 'x', wrong: 'text' } }, 'must be number'],
    ['a success that is not described', { status: 201 }, '201 is not described'],
  ] satisfies [string, Partial<Exchange>, string][])('finds %s', (_, changes, problem) => {
    expect(problems(openApi, changes).join('\n')).toContain(problem);
  });

  it('leaves answers alone that a fault made up, and addresses that are not described', () => {
    expect(problems(openApi, { madeUp: true, status: 200, answerBody: 'nonsense' })).toEqual([]);
    expect(checkExchange(openApi, exchange({ path: '/oauth' }))).toMatchObject({ described: false });
  });

  it('a correction of a place that is not there is an error', () => {
    const corrections = [{ path: ['paths', '/nowhere'], schema: {}, why: '' }];
    expect(() => openApiDescription({ paths: {} }, { corrections })).toThrow('/nowhere');
  });
});

describe('holding exchanges against a discovery document', () => {
  const insert = { path: '/calendar/v3/calendars/primary/events', requestHeaders: { authorization: 'Bearer ***' } };
  const event = { id: 'abc', start: { dateTime: '2026-03-02T09:00:00Z' }, extra: [1] };

  it('finds nothing wrong with what fits', () => {
    const query: Exchange['query'] = [
      ['conferenceDataVersion', '1'],
      ['alt', 'json'],
    ];
    expect(problems(discovery, { ...insert, query, requestBody: event, answerBody: event })).toEqual([]);
  });

  it.each([
    ['a parameter out of bounds', { query: [['conferenceDataVersion', '2']] }, 'must be <= 1'],
    ['a date that is none', { query: [], requestBody: { start: { dateTime: 'noon' } } }, 'date-time'],
    ['a member that is unknown', { query: [], requestBody: { title: 'x' } }, 'title is not described'],
  ] satisfies [string, Partial<Exchange>, string][])('finds %s', (_, changes, problem) => {
    const found = problems(discovery, { ...insert, requestBody: event, answerBody: event, ...changes });
    expect(found.join('\n')).toContain(problem);
  });
});
