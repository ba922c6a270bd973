import { z } from 'zod';
import { version } from '@/lib/config/version';
import { errorStatus } from '@/lib/core/errors';
import type { Permission } from '@/lib/orgs/access/permissions';
import type { Feature } from '@/lib/orgs/access/plans';
import type { RouteHandler } from './define-route';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

/** A handler that says what it takes, and who may call it; one that streams declares no `response`. */
export type DeclaredHandler = ((...request: Parameters<RouteHandler>) => Promise<Response>) & {
  declaration: Partial<RouteHandler['declaration']> & {
    route: string;
    permission?: Permission | null;
    feature?: Feature;
  };
};

/** Routes by address, as the folders spell it, and method. */
export type RouteTable = Readonly<Record<string, Partial<Record<Method, DeclaredHandler>>>>;

/** A route that is not declared with schemas: who may call it, and what it answers, in words. */
export interface RawRoute {
  method: Method;
  summary: string;
  /** Who may call it. */
  caller: 'anybody' | 'member' | 'cron' | 'provider';
}

/** Every operation of a table: one per address and method. */
export function operations(routes: RouteTable): { address: string; method: Method; handler: DeclaredHandler }[] {
  return Object.entries(routes).flatMap(([address, handlers]) =>
    methods.flatMap((method) => {
      const handler = handlers[method];
      return handler ? [{ address, method, handler }] : [];
    }),
  );
}

type JsonSchema = Record<string, unknown>;

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** The OpenAPI 3.1 document of the product, made from what the routes declare. */
export function describeApi(
  routes: RouteTable,
  rawRoutes: Readonly<Record<string, RawRoute>>,
  { appUrl }: { appUrl: string },
): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const { address, method, handler } of operations(routes))
    put(paths, address, method, operationOf(address, method, handler));
  for (const [address, route] of Object.entries(rawRoutes))
    put(paths, address, route.method, rawOperation(address, route));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Slotline',
      version,
      description: 'Bookings that turn into calls, and calls that turn into numbers.',
    },
    servers: [{ url: appUrl }],
    paths,
    components: { schemas: { Problem: problemSchema }, securitySchemes },
  };
}

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Why a request failed (RFC 9457). `code` is stable.',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorStatus) },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const securitySchemes: JsonSchema = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `sl_…`.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'slotline_session',
    description: 'Over https, `__Host-slotline_session`.',
  },
  cronSecret: { type: 'http', scheme: 'bearer', description: 'CRON_SECRET.' },
};

function put(paths: Record<string, JsonSchema>, address: string, method: string, operation: JsonSchema): void {
  const path = address.replace(/\[(\w+)\]/g, '{$1}');
  paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
}

function operationOf(address: string, method: string, { declaration }: DeclaredHandler): JsonSchema {
  const { params, query, body, response, status = 200, permission, feature, idempotent } = declaration;
  const isPublic = permission === undefined;
  return {
    ...named(address, method),
    ...(permission ? { 'x-permission': permission } : {}),
    ...(feature ? { 'x-plan-feature': feature } : {}),
    security: isPublic ? [] : [{ apiKey: [] }, { session: [] }],
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(idempotent ? [idempotencyKey] : []),
    ],
    ...(body ? { requestBody: { required: true, content: json(schemaOf(body, 'input')) } } : {}),
    responses: {
      [status]: { description: 'Success', ...(response ? { content: json(schemaOf(response, 'output')) } : {}) },
      default: problemAnswer,
    },
  };
}

function rawOperation(address: string, { method, summary, caller }: RawRoute): JsonSchema {
  const security = { anybody: [], member: [{ apiKey: [] }, { session: [] }], cron: [{ cronSecret: [] }], provider: [] };
  return {
    ...named(address, method),
    summary,
    security: security[caller],
    parameters: [...address.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    responses: { 200: { description: 'Success' }, default: problemAnswer },
  };
}

const idempotencyKey: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat under the same key gets the first answer, and does nothing.',
  schema: { type: 'string', maxLength: 255 },
};

const problemAnswer: JsonSchema = {
  description: 'Failure',
  content: { 'application/problem+json': { schema: PROBLEM } },
};

function named(address: string, method: string): JsonSchema {
  const words = address
    .replace(/^\/api\//, '')
    .split(/\W+/)
    .filter(Boolean);
  return { operationId: [method.toLowerCase(), ...words].join('_'), tags: [words[0]] };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function json(schema: JsonSchema): JsonSchema {
  return { 'application/json': { schema } };
}

/** What zod knows and JSON Schema cannot say (a transformation's result) is left open. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}
