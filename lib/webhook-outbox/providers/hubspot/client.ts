import type { DeliveryError } from '@/lib/webhook-outbox/delivery/transport';
import { askCrm, CrmFailure, type CrmRequest } from '@/lib/webhook-outbox/providers/crm/crm-http';
import { errorAnswer, objectAnswer, ownProperties, upsertAnswer } from './wire';

interface HubSpotClient {
  readOne(): Promise<void>;
  /** A contact's properties by email; null without one. */
  findContact(email: string, properties: string[]): Promise<Record<string, string | null> | null>;
  /** Creates or updates the object whose unique property has this value. @returns its id */
  upsert(type: 'contacts' | 'meetings', idProperty: string, properties: Record<string, string>): Promise<string>;
  associate(meetingId: string, contactId: string): Promise<void>;
}

interface ClientOptions {
  baseUrl: string;
  token: string;
  signal: AbortSignal;
  fetch: typeof fetch;
}

/** HubSpot's CRM API (v3), with the token of a private app. */
export function createHubSpotClient({ baseUrl, token, signal, fetch: doFetch }: ClientOptions): HubSpotClient {
  const ask = (method: CrmRequest['method'], path: string, json?: unknown) =>
    askCrm(doFetch, { method, url: `${baseUrl}${path}`, token, json, signal }, explain);

  async function upsertOnce(type: string, idProperty: string, properties: Record<string, string>): Promise<string> {
    const inputs = [{ idProperty, id: properties[idProperty], properties }];
    const { body, status } = await ask('POST', `/crm/v3/objects/${type}/batch/upsert`, { inputs });
    const [made] = upsertAnswer.safeParse(body).data?.results ?? [];
    if (!made) throw new CrmFailure('crm_refused', { status, text: JSON.stringify(body ?? null) });
    return made.id;
  }

  async function makeProperties(type: 'contacts' | 'meetings'): Promise<void> {
    for (const property of ownProperties[type]) {
      try {
        await ask('POST', `/crm/v3/properties/${type}`, property);
      } catch (error) {
        // 409: it exists already.
        if (!(error instanceof CrmFailure && error.statusCode === 409)) throw error;
      }
    }
  }

  return {
    async readOne() {
      await ask('GET', '/crm/v3/objects/contacts?limit=1');
    },
    async findContact(email, properties) {
      const query = new URLSearchParams({ idProperty: 'email', properties: properties.join(',') });
      try {
        const { body } = await ask('GET', `/crm/v3/objects/contacts/${encodeURIComponent(email)}?${query}`);
        return objectAnswer.parse(body).properties;
      } catch (error) {
        if (error instanceof CrmFailure && error.statusCode === 404) return null;
        throw error;
      }
    },
    async upsert(type, idProperty, properties) {
      try {
        return await upsertOnce(type, idProperty, properties);
      } catch (error) {
        if (!(error instanceof CrmFailure && error.error === 'missing_field')) throw error;
        await makeProperties(type).catch((refusal: unknown) => {
          // Without the permission to create them a person has to; the first error names the field.
          throw refusal instanceof CrmFailure && refusal.statusCode === 403 ? error : refusal;
        });
        return upsertOnce(type, idProperty, properties);
      }
    },
    async associate(meetingId, contactId) {
      await ask('PUT', `/crm/v4/objects/meetings/${meetingId}/associations/default/contacts/${contactId}`);
    },
  };
}

function explain(status: number, body: unknown): DeliveryError {
  if (status === 401) return 'bad_credentials';
  const { message = '', errors = [] } = errorAnswer.safeParse(body).data ?? {};
  const isMissing =
    message.includes('PROPERTY_DOESNT_EXIST') ||
    errors.some(({ code, message: text }) => code === 'PROPERTY_DOESNT_EXIST' || text?.includes('does not exist'));
  if (isMissing) return 'missing_field';
  return status === 403 ? 'bad_credentials' : 'crm_refused';
}
