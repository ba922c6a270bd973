import nextEnv from '@next/env';

/** Adds the variables of `.env` files to the environment, the way the production server does. What is set already wins. */
export function loadDotEnv(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => undefined, error: console.error });
}
