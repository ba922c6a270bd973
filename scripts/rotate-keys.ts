import { rotateCredentials } from '@/lib/calendars/rotate-credentials';
import { readConfig } from '@/lib/config/config';
import { processEnvironment } from '@/lib/config/env';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { createEncryption } from '@/lib/security/encryption';

const config = readConfig(processEnvironment());
const db = createDatabase(config.database);
const { seen, rotated } = await rotateCredentials(db, createEncryption(config.encryptionKeys));
await closeDatabase(db);
console.log(`${rotated} of ${seen} connections were encrypted anew with the key ${config.encryptionKeys[0]?.id}.`);
