import { environmentSchema } from '@/lib/config/env';

export type Variables = Record<string, string | undefined>;

/**
 * The app's variables in a world: what the user has set in the shell wins over what the world made. Every other one is
 * set empty, which counts as absent, so that an `.env` file with the addresses of a real installation cannot slip in.
 */
export function worldEnvironment(made: Variables, given: Variables): Variables {
  const known = Object.keys(environmentSchema.shape).filter((name) => name !== 'NODE_ENV');
  return Object.fromEntries(known.map((name) => [name, given[name]?.trim() || made[name] || '']));
}
