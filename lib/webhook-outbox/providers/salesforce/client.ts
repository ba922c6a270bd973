import type { DeliveryError } from '@/lib/webhook-outbox/delivery/transport';
import { askCrm, CrmFailure, type CrmRequest } from '@/lib/webhook-outbox/providers/crm/crm-http';
import { credentials, errorAnswer, queryAnswer, savedAnswer, tokenAnswer } from './wire';

const API_VERSION = 'v62.0';

/** Passes duplicate rules that only warn; rules that block still do. */
const headers = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };

type Fields = Record<string, string | null>;

export interface SalesforceClient {
  limits(): Promise<void>;
  /** The id of the first record that a query finds, or null. */
  findOne(soql: string): Promise<string | null>;
  create(object: string, fields: Fields): Promise<string>;
  /** @returns whether the record is still there */
  update(object: string, id: string, fields: Fields): Promise<boolean>;
  /** Creates or updates the record whose external id has this value. @returns its id, or null where it was updated */
  upsert(object: string, field: string, value: string, fields: Fields): Promise<string | null>;
}

interface ClientOptions {
  /** The My Domain address. */
  loginUrl: string;
  credentials: string;
  signal: AbortSignal;
  fetch: typeof fetch;
}

/** Salesforce's REST API, with a token of the client-credentials flow. @throws CrmFailure */
export async function createSalesforceClient(options: ClientOptions): Promise<SalesforceClient> {
  const { signal, fetch: doFetch } = options;
  const { token, baseUrl } = await signIn(options);
  const ask = (method: CrmRequest['method'], path: string, json?: unknown) =>
    askCrm(
      doFetch,
      { method, url: `${baseUrl}/services/data/${API_VERSION}${path}`, token, headers, json, signal },
      explain,
    );

  return {
    async limits() {
      await ask('GET', '/limits');
    },
    async findOne(soql) {
      const { body } = await ask('GET', `/query?q=${encodeURIComponent(soql)}`);
      return queryAnswer.parse(body).records[0]?.Id ?? null;
    },
    async create(object, fields) {
      const { body } = await ask('POST', `/sobjects/${object}`, fields);
      return savedAnswer.parse(body).id;
    },
    async update(object, id, fields) {
      try {
        await ask('PATCH', `/sobjects/${object}/${id}`, fields);
        return true;
      } catch (error) {
        if (error instanceof CrmFailure && error.statusCode === 404) return false;
        throw error;
      }
    },
    async upsert(object, field, value, fields) {
      const { body } = await ask('PATCH', `/sobjects/${object}/${field}/${encodeURIComponent(value)}`, fields);
      return savedAnswer.safeParse(body).data?.id ?? null;
    },
  };
}

async function signIn({ loginUrl, credentials: sealed, signal, fetch: doFetch }: ClientOptions) {
  const { consumer_key, consumer_secret } = credentials.parse(JSON.parse(sealed));
  const form = { grant_type: 'client_credentials', client_id: consumer_key, client_secret: consumer_secret };
  const request = { method: 'POST', url: `${loginUrl}/services/oauth2/token`, form, signal } as const;
  const { body } = await askCrm(doFetch, request, () => 'bad_credentials');
  const { access_token, instance_url } = tokenAnswer.parse(body);
  const baseUrl = new URL(instance_url).origin;
  // The token goes nowhere but to Salesforce.
  if (baseUrl !== new URL(loginUrl).origin && !/^https:\/\/[\w.-]+\.salesforce\.com$/.test(baseUrl))
    throw new CrmFailure('crm_refused', {
      status: 200,
      text: 'Salesforce named an instance that isn’t on salesforce.com.',
    });
  return { token: access_token, baseUrl };
}

function explain(status: number, body: unknown): DeliveryError {
  const codes = (errorAnswer.safeParse(body).data ?? []).map(({ errorCode }) => errorCode);
  if (codes.includes('REQUEST_LIMIT_EXCEEDED')) return 'rate_limited';
  if (codes.includes('INVALID_FIELD') || codes.includes('NOT_FOUND')) return 'missing_field';
  if (status === 401 || codes.includes('INVALID_SESSION_ID')) return 'bad_credentials';
  return 'crm_refused';
}
