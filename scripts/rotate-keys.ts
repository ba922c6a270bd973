import { rotateCredentials } from '@/lib/calendars/connections/rotate-credentials';
import { readConfig } from '@/lib/config/config';
import { processEnvironment } from '@/lib/config/env';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { resealEmailTools } from '@/lib/leads/import/reseal-email-tools';
import { createEncryption } from '@/lib/security/encryption';
import { resealSecrets } from '@/lib/webhook-outbox/endpoints/reseal-secrets';

const config = readConfig(processEnvironment());
const db = createDatabase(config.database);
const encryption = createEncryption(config.encryptionKeys);
const connections = await rotateCredentials(db, encryption);
const endpoints = await resealSecrets(db, encryption);
const tools = await resealEmailTools(db, encryption);
await closeDatabase(db);
console.log(
  `Encrypted with the key ${config.encryptionKeys[0]?.id}: ${connections.rotated} of ${connections.seen} connections, ` +
    `${endpoints.rotated} of ${endpoints.seen} webhook endpoints, ${tools.rotated} of ${tools.seen} email tools.`,
);
