import { type Answer, empty, json } from '@/sandbox/provider-kit/answer';
import { bearerOf } from '@/sandbox/provider-kit/request';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import { type ProviderServer, startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { type Fields, type ObjectName, Records } from './records';
import { parseSoql } from './soql';

export interface Salesforce extends ProviderServer {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly records: Records;
}

interface SalesforceOptions {
  port?: number;
  consumerKey?: string;
  consumerSecret?: string;
}

const DATA = '/services/data/:version';

/** Starts a Salesforce with one organization, at one address for sign-in and API. */
export async function startSalesforce(options: SalesforceOptions = {}): Promise<Salesforce> {
  const { port, consumerKey = 'sandbox-consumer', consumerSecret = 'sandbox-secret' } = options;
  const records = new Records();
  const tokens = new Set<string>();
  let address = '';
  const router = new Router()
    .on('POST', '/services/oauth2/token', 'oauth.token', ({ request: { form } }) => {
      if (form.get('grant_type') !== 'client_credentials')
        return json(400, { error: 'unsupported_grant_type', error_description: 'grant type not supported' });
      if (form.get('client_id') !== consumerKey || form.get('client_secret') !== consumerSecret)
        return json(400, { error: 'invalid_client', error_description: 'invalid client credentials' });
      const token = `00D!${tokens.size + 1}.sandbox`;
      tokens.add(token);
      return json(200, { access_token: token, instance_url: address, token_type: 'Bearer', scope: 'api' });
    })
    .on('GET', `${DATA}/limits`, 'limits', () => json(200, { DailyApiRequests: { Max: 15000, Remaining: 14998 } }))
    .on('GET', `${DATA}/query`, 'query', ({ request }) => query(records, request.query.get('q') ?? ''))
    .on('POST', `${DATA}/sobjects/:object`, 'create', (call) => create(records, call))
    .on('PATCH', `${DATA}/sobjects/:object/:id`, 'update', (call) => update(records, call))
    .on('PATCH', `${DATA}/sobjects/:object/:field/:value`, 'upsert', (call) => upsert(records, call));
  const server = await startProviderServer({
    name: 'salesforce',
    ...(port === undefined ? {} : { port }),
    router,
    around: async (call, handle) =>
      call.operation === 'oauth.token' || tokens.has(bearerOf(call.request) ?? '')
        ? handle()
        : refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
    refuse: (status, _request, message) =>
      refusal(status, status === 429 ? 'REQUEST_LIMIT_EXCEEDED' : 'SERVER_ERROR', message),
    state: () => Object.fromEntries(records.all),
    reset() {
      records.reset();
      tokens.clear();
    },
  });
  address = server.url;
  return { ...server, consumerKey, consumerSecret, records };
}

function query(records: Records, text: string): Answer {
  const parsed = parseSoql(text);
  if (!parsed) return refusal(400, 'MALFORMED_QUERY', `unexpected token: ${text}`);
  const unknown = records.unknownField(parsed.object, parsed.conditions);
  if (unknown) return refusal(400, 'INVALID_FIELD', `No such column '${unknown}' on entity '${parsed.object}'.`);
  const found = records.where(parsed.object, parsed.conditions).slice(0, parsed.limit);
  return json(200, { totalSize: found.length, done: true, records: found.map(({ Id }) => ({ Id })) });
}

function create(records: Records, call: Call): Answer {
  const [object, fields] = inputOf(call);
  const refused = object ? faultOf(records, object, fields, true) : noSuchObject();
  if (!object || refused) return refused ?? noSuchObject();
  return json(201, { id: records.add(object, fields).Id, success: true, errors: [] });
}

function update(records: Records, call: Call): Answer {
  const [object, fields] = inputOf(call);
  const record = object && records.find(object, call.params.id ?? '');
  if (!object || !record) return refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  const refused = faultOf(records, object, fields, false);
  if (refused) return refused;
  Object.assign(record.fields, fields);
  return empty(204);
}

function upsert(records: Records, call: Call): Answer {
  const [object, fields] = inputOf(call);
  const { field = '', value = '' } = call.params;
  if (!object || !records.isExternalId(object, field))
    return refusal(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible');
  const [there] = records.where(object, { [field]: value });
  const refused = faultOf(records, object, fields, !there) ?? (there ? null : similarFound(call));
  if (refused) return refused;
  if (there) {
    Object.assign(there.fields, fields);
    return json(200, { id: there.Id, success: true, errors: [], created: false });
  }
  return json(201, {
    id: records.add(object, { ...fields, [field]: value }).Id,
    success: true,
    errors: [],
    created: true,
  });
}

function inputOf({ params, request }: Call): [ObjectName | null, Fields] {
  const object = ['Contact', 'Lead', 'Event'].includes(params.object ?? '') ? (params.object as ObjectName) : null;
  return [object, (request.json ?? {}) as Fields];
}

function faultOf(records: Records, object: ObjectName, fields: Fields, isNew: boolean): Answer | null {
  const unknown = records.unknownField(object, fields);
  if (unknown) return refusal(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type ${object}`);
  const long = records.tooLongField(fields);
  if (long) return refusal(400, 'STRING_TOO_LONG', `${long}: data value too large`);
  const missing = isNew && records.missingField(object, fields);
  return missing ? refusal(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing}]`) : null;
}

/** A duplicate rule that alerts: it refuses a record unless the request says to save it anyway. */
function similarFound(call: Call): Answer | null {
  if (!call.fault('similar-lead')) return null;
  if (call.request.headers['sforce-duplicate-rule-header'] === 'allowSave=true') return null;
  return refusal(
    400,
    'DUPLICATES_DETECTED',
    "You're creating a duplicate record. We recommend you use an existing one.",
  );
}

function noSuchObject(): Answer {
  return refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function refusal(status: number, errorCode: string, message: string): Answer {
  return json(status, [{ message, errorCode }]);
}
