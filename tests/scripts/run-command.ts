import { spawn } from 'node:child_process';

interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a script of the project as npm would, with these variables alone, and waits for its end. */
export function runCommand(
  script: string,
  variables: Record<string, string>,
  args: string[] = [],
): Promise<CommandResult> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' as const, ...variables };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { env });
    const result: CommandResult = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      result.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      result.stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...result, code }));
  });
}

/** Every variable that has to be set, empty: as absent, and no `.env` of the developer's can fill it in. */
export const nothingSet: Record<string, string> = Object.fromEntries(
  [
    'DATABASE_URL',
    'APP_URL',
    'AUTH_SECRET',
    'ENCRYPTION_KEYS',
    'CRON_SECRET',
    'SIGNALWIRE_API_URL',
    'SIGNALWIRE_PROJECT_ID',
    'SIGNALWIRE_API_TOKEN',
    'SIGNALWIRE_SIGNING_KEY',
    'SIGNALWIRE_FROM_NUMBER',
  ].map((name) => [name, '']),
);

/** Valid variables, leading nowhere but to the given database. */
export function everythingSet(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    CRON_SECRET: 'a-secret-of-the-cron',
    SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
    SIGNALWIRE_PROJECT_ID: 'project',
    SIGNALWIRE_API_TOKEN: 'token',
    SIGNALWIRE_SIGNING_KEY: 'PSK_key',
    SIGNALWIRE_FROM_NUMBER: '+12025550199',
  };
}
