import { randomBytes, randomFillSync } from 'node:crypto';

/** Prefixes of every id, so that an id in a log or an address says what it names. */
export const idPrefix = {
  organization: 'org',
  user: 'usr',
  membership: 'mem',
  invite: 'inv',
  session: 'ses',
  apiKey: 'key',
  staff: 'stf',
  service: 'svc',
  booking: 'bk',
  attendee: 'att',
  history: 'ev',
  call: 'call',
  callLeg: 'leg',
  recording: 'rec',
  transcription: 'trn',
  confirmation: 'cnf',
  optOut: 'opt',
  webhookEvent: 'wh',
  notice: 'ntc',
  cronRun: 'run',
  request: 'req',
  job: 'job',
  connection: 'cnx',
  agent: 'agt',
  mapping: 'map',
  client: 'cli',
  campaign: 'cmp',
  lead: 'lead',
  leadImport: 'imp',
  emailTool: 'etl',
  evidence: 'evd',
  matchDecision: 'mtc',
  webhookEndpoint: 'whe',
  webhookMessage: 'msg',
  webhookDelivery: 'dlv',
  webhookAttempt: 'dat',
  crmTarget: 'crm',
  auditEntry: 'aud',
} as const;

export type IdKind = keyof typeof idPrefix;

/** Makes ids. Passed in the context, so that tests can make them predictable. */
export interface IdSource {
  /** `bk_01jd…`: prefix, then 26 Crockford base32 characters, in order of creation by millisecond. */
  make(kind: IdKind): string;
  /** URL-safe secret of `bytes` random bytes. */
  secret(bytes: number): string;
}

/** Cryptographically random octets, for nonces. */
export function randomOctets(count: number): Buffer {
  return randomBytes(count);
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function encode(timeMs: number, random: Uint8Array): string {
  let time = '';
  for (let rest = timeMs, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  let tail = '';
  for (const byte of random) tail += ALPHABET[byte % 32];
  return time + tail;
}

const ID_OCTETS = 16;
/** A call to the system costs more than an id: it is asked for many at once. */
const supply = Buffer.alloc(256 * ID_OCTETS);
let taken = supply.length;

function nextOctets(): Uint8Array {
  if (taken === supply.length) {
    randomFillSync(supply);
    taken = 0;
  }
  taken += ID_OCTETS;
  return supply.subarray(taken - ID_OCTETS, taken);
}

export const systemIds: IdSource = {
  make: (kind) => `${idPrefix[kind]}_${encode(Date.now(), nextOctets())}`,
  secret: (bytes) => randomBytes(bytes).toString('base64url'),
};
