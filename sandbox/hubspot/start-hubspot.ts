import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import { bearerOf } from '@/sandbox/provider-kit/request';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import { type ProviderServer, startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { HubSpotStore, type ObjectType } from './store';

export interface HubSpot extends ProviderServer {
  readonly token: string;
  readonly store: HubSpotStore;
}

interface HubSpotOptions {
  port?: number;
  token?: string;
}

const upsertInput = z.object({
  inputs: z
    .array(z.object({ idProperty: z.string(), id: z.string().min(1), properties: z.record(z.string(), z.string()) }))
    .min(1)
    .max(100),
});
const propertyInput = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  type: z.enum(['string', 'number', 'date', 'datetime', 'enumeration', 'bool']),
  fieldType: z.string(),
  groupName: z.string(),
  hasUniqueValue: z.boolean().optional(),
});

/** Starts a HubSpot with one account. */
export async function startHubSpot({ port, token = 'pat-sandbox' }: HubSpotOptions = {}): Promise<HubSpot> {
  const store = new HubSpotStore();
  const router = new Router()
    .on('GET', '/crm/v3/objects/:type', 'objects.list', ({ params }) => {
      const type = typeOf(params.type);
      if (!type) return refusal(404, 'OBJECT_NOT_FOUND', 'No such object type');
      return json(200, { results: [...store.objects[type].values()].slice(0, 10) });
    })
    .on('GET', '/crm/v3/objects/:type/:value', 'objects.read', ({ params, request }) => {
      const type = typeOf(params.type);
      const by = request.query.get('idProperty');
      const found = type && by ? store.find(type, by, params.value ?? '') : undefined;
      if (!found) return refusal(404, 'OBJECT_NOT_FOUND', 'resource not found');
      const asked = (request.query.get('properties') ?? '').split(',').filter(Boolean);
      const properties = Object.fromEntries(asked.map((name) => [name, found.properties[name] ?? null]));
      return json(200, { ...found, properties, archived: false });
    })
    .on('POST', '/crm/v3/objects/:type/batch/upsert', 'objects.upsert', (call) => upsert(store, call))
    .on('POST', '/crm/v3/properties/:type', 'properties.create', (call) => createProperty(store, call))
    .on('PUT', '/crm/v4/objects/meetings/:meeting/associations/default/contacts/:contact', 'associate', (call) => {
      const { meeting = '', contact = '' } = call.params;
      if (!store.objects.meetings.has(meeting) || !store.objects.contacts.has(contact))
        return refusal(404, 'OBJECT_NOT_FOUND', 'One of the objects does not exist');
      store.associations.add(`${meeting}-${contact}`);
      return json(200, { status: 'COMPLETE', results: [] });
    });
  const server = await startProviderServer({
    name: 'hubspot',
    ...(port === undefined ? {} : { port }),
    router,
    around: async (call, handle) =>
      bearerOf(call.request) === token
        ? handle()
        : refusal(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found or invalid.'),
    refuse: (status, _request, message) => refusal(status, status === 429 ? 'RATE_LIMITS' : 'ERROR', message),
    state: () => ({
      contacts: [...store.objects.contacts.values()],
      meetings: [...store.objects.meetings.values()],
      associations: [...store.associations],
    }),
    reset: () => store.reset(),
  });
  return { ...server, token, store };
}

function upsert(store: HubSpotStore, { params, request }: Call): Answer {
  const type = typeOf(params.type);
  if (!type) return refusal(404, 'OBJECT_NOT_FOUND', 'No such object type');
  const parsed = upsertInput.safeParse(request.json);
  if (!parsed.success) return refusal(400, 'VALIDATION_ERROR', 'Invalid input JSON');
  const { inputs } = parsed.data;
  for (const { idProperty, properties } of inputs) {
    const unknown = [idProperty, ...Object.keys(properties)].find((name) => !store.knows(type, name));
    if (unknown) return missing(unknown);
    if (!store.isUnique(type, idProperty))
      return refusal(400, 'VALIDATION_ERROR', `${idProperty} is not a unique property`);
  }
  const results = inputs.map(({ idProperty, id, properties }) => {
    const [object, isNew] = store.upsert(type, idProperty, id, properties);
    return { ...object, archived: false, new: isNew };
  });
  const now = new Date().toISOString();
  return json(200, { status: 'COMPLETE', results, startedAt: now, completedAt: now });
}

function createProperty(store: HubSpotStore, call: Call): Answer {
  const type = typeOf(call.params.type);
  const parsed = propertyInput.safeParse(call.request.json);
  if (!type || !parsed.success) return refusal(400, 'VALIDATION_ERROR', 'Invalid input JSON');
  const { name, hasUniqueValue = false } = parsed.data;
  if (call.fault('missing-scopes')) return refusal(403, 'MISSING_SCOPES', 'This app has not been granted the scopes');
  if (store.knows(type, name))
    return refusal(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`);
  store.addProperty(type, name, hasUniqueValue);
  return json(201, { ...parsed.data, createdAt: new Date().toISOString(), archived: false });
}

function typeOf(text: string | undefined): ObjectType | null {
  return text === 'contacts' || text === 'meetings' ? text : null;
}

function refusal(status: number, category: string, message: string): Answer {
  return json(status, { status: 'error', message, category, correlationId: '00000000-0000-4000-8000-000000000000' });
}

function missing(name: string): Answer {
  const message = `Property values were not valid: [{"isValid":false,"message":"Property \\"${name}\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"${name}"}]`;
  return refusal(400, 'VALIDATION_ERROR', message);
}
