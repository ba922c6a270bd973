import type { Correction } from './openapi';

const schemas = (name: string, ...path: string[]) => ['components', 'schemas', name, 'properties', ...path];
const anything = {};
const triggers = { type: 'array', items: { type: 'string' } };

/** Where Cal.com's own description contradicts its answers: generated from classes, it lost some of their types. */
export const calcomCorrections: readonly Correction[] = [
  {
    path: ['paths', '/v2/slots', 'get', 'responses', '200', 'content', 'application/json', 'schema'],
    schema: {
      type: 'object',
      required: ['status', 'data'],
      properties: {
        status: { enum: ['success'] },
        data: {
          type: 'object',
          additionalProperties: {
            type: 'array',
            items: {
              type: 'object',
              required: ['start'],
              properties: { start: { type: 'string' }, end: { type: 'string' } },
            },
          },
        },
      },
    },
    why: 'its own examples have the envelope and objects, its schema has neither',
  },
  {
    path: schemas('GetReservedSlotOutput_2024_09_04', 'data'),
    schema: { type: 'object', nullable: true },
    why: 'refers to itself',
  },
  {
    path: schemas('ReassignBookingOutput_2024_08_13', 'data'),
    schema: { type: 'object', required: ['bookingUid', 'reassignedTo'] },
    why: 'refers to itself',
  },
  {
    path: schemas('GetTeamMembershipsOutput', 'data'),
    schema: { type: 'array', items: { $ref: '#/components/schemas/TeamMembershipOutput' } },
    why: 'a list, described as one of its members',
  },
  {
    path: schemas('EventTypeOutput_2024_06_14', 'users', 'items'),
    schema: anything,
    why: 'people, described as texts',
  },
  {
    path: schemas('TeamEventTypeOutput_2024_06_14', 'hosts', 'items'),
    schema: anything,
    why: 'people, described as texts',
  },
  ...['UserWebhookOutputDto', 'EventTypeWebhookOutputDto'].flatMap((name) => [
    { path: schemas(name, 'id'), schema: { type: ['string', 'number'] }, why: 'a text, described as a number' },
    { path: schemas(name, 'triggers'), schema: triggers, why: 'newer triggers are missing' },
  ]),
];
