import { z } from 'zod';
import { instant, line } from './shared';

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The end of the key, to tell keys apart. */
  last4: z.string(),
  scopes: z.array(z.string()),
  created_by: z.object({ user_id: z.string(), name: z.string() }),
  created_at: instant,
  last_used_at: instant.nullable(),
});

export const apiKeysResponse = z.object({ success: z.literal(true), api_keys: z.array(apiKey) });

export const createApiKeyBody = z.object({
  name: line(80),
  scopes: z.array(z.string().max(64)).min(1, 'Choose at least one scope.').max(64),
});

export const createApiKeyResponse = z.object({
  success: z.literal(true),
  api_key: apiKey,
  /** The key itself, shown once. */
  key: z.string(),
});

export type ApiKeyWire = z.infer<typeof apiKey>;
