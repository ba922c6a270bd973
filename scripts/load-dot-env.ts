import nextEnv from '@next/env';

/** Adds the variables of `.env` files to the environment, as the production server does. Variables already set win. */
export function loadDotEnv(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => undefined, error: console.error });
}
