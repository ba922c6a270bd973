import { createHash } from 'node:crypto';
import type pg from 'pg';
import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { createEncryption } from '@/lib/security/encryption';
import { type Account, eventType } from '@/sandbox/calcom/sample-account';
import { ORGANIZATIONS } from './plan';

const encryptionKey = Buffer.alloc(32, 9);
export const encryptionKeys = `chaos:${encryptionKey.toString('base64')}`;
export const encryption = createEncryption([{ id: 'chaos', key: encryptionKey }]);

const hostOf = (organization: number) => 100 + organization;
/** What visitors book, and what the desk's service is mapped to: two event types of one host. */
const visitType = (organization: number) => 1000 + organization;
const serviceType = (organization: number) => 2000 + organization;
export const apiKeyOf = (organization: number) => `sl_chaos_of_organization_${organization}`;

const everyHour = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '23:59' }));
const numbers = Array.from({ length: ORGANIZATIONS }, (_, n) => n);

/** One host of Cal.com for each organization, free at any hour. */
export const account: Account = {
  users: numbers.map((n) => ({
    id: hostOf(n),
    username: `host-${n}`,
    email: `host-${n}@example.test`,
    name: `Host ${n}`,
    timeZone: 'UTC',
    hours: everyHour,
  })),
  teams: [],
  eventTypes: numbers.flatMap((n) => [
    eventType({ id: visitType(n), title: `Visit ${n}`, lengthInMinutes: 30, ownerId: hostOf(n) }),
    eventType({ id: serviceType(n), title: `Service ${n}`, lengthInMinutes: 30, ownerId: hostOf(n) }),
  ]),
  apiKeys: Object.fromEntries(numbers.map((n) => [`cal_live_${n}`, hostOf(n)])),
};

/** The organizations with their API keys, their calendars and a service that is mapped; all ids end in the number. */
export async function seedOrganizations(client: pg.Client): Promise<void> {
  for (const n of numbers) {
    const sealed = sealCredentials(encryption, `cnx_${n}`, { apiKey: `cal_live_${n}` });
    const keyHash = createHash('sha256').update(apiKeyOf(n)).digest('hex');
    const settings = { eventTypeId: String(visitType(n)), eventTypeName: `Visit ${n}` };
    const statements: [string, unknown[]][] = [
      ["insert into organizations (id, slug, name, plan) values ('org_' || $1, 'org-' || $1, $1, 'enterprise')", [n]],
      [
        `insert into call_settings (organization_id, calling_hours)
         values ('org_' || $1, '{"enabled":false,"start":"08:00","end":"21:00","days":[1]}')`,
        [n],
      ],
      ["insert into users (id, email, name, password_hash) values ('usr_' || $1, $1 || '@example.test', $1, '')", [n]],
      [
        `insert into memberships (id, organization_id, user_id, role)
         values ('mem_' || $1, 'org_' || $1, 'usr_' || $1, 'owner')`,
        [n],
      ],
      [
        `insert into api_keys (id, organization_id, name, key_hash, last4, scopes, created_by, created_at)
         values ('key_' || $1, 'org_' || $1, 'chaos', $2, '0000',
                 '{bookings:read,bookings:write,calendars:read}', 'usr_' || $1, now())`,
        [n, keyHash],
      ],
      [
        `insert into services (id, organization_id, slug, name, duration_minutes)
         values ('svc_' || $1, 'org_' || $1, 'service', 'Service', 30)`,
        [n],
      ],
      [
        `insert into connections (id, organization_id, provider, account_id, account_label, credentials, settings,
                                  is_default, created_at, updated_at)
         values ('cnx_' || $1, 'org_' || $1, 'calcom', $2, $3, $4, $5, true, now(), now())`,
        [n, String(hostOf(n)), `host-${n}@example.test`, sealed, settings],
      ],
      [
        `insert into service_mappings (id, organization_id, connection_id, service_id, event_type_id, event_type_name, created_at)
         values ('map_' || $1, 'org_' || $1, 'cnx_' || $1, 'svc_' || $1, $2, 'Service', now())`,
        [n, String(serviceType(n))],
      ],
    ];
    for (const [text, [number, ...rest]] of statements) await client.query(text, [String(number), ...rest]);
  }
}
