import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.object({
  authSecret: z.string(),
  cronSecret: z.string(),
  encryptionKey: z.string(),
  carrierProjectId: z.string(),
  carrierApiToken: z.string(),
  carrierSigningKey: z.string(),
});

/** Secrets of one world: random, made once, so that sessions and encrypted rows outlive a restart. */
type WorldSecrets = z.infer<typeof secretsSchema>;

/** Reads the secrets of `file`, readable by its owner alone; makes them on first use. */
export async function worldSecrets(file: string): Promise<WorldSecrets> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return secretsSchema.parse(JSON.parse(text));
  const secrets: WorldSecrets = {
    authSecret: randomBytes(48).toString('base64url'),
    cronSecret: randomBytes(32).toString('base64url'),
    encryptionKey: randomBytes(32).toString('base64'),
    carrierProjectId: randomUUID(),
    carrierApiToken: `PT${randomBytes(24).toString('hex')}`,
    carrierSigningKey: `PSK_${randomBytes(18).toString('base64url')}`,
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
