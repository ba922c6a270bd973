import { readConfig } from './config';
import { EnvironmentError, processEnvironment } from './env';

/** What to say when the variables are wrong: every fault, and the ways out. */
export function refusalText(error: EnvironmentError): string {
  return [
    error.message,
    '',
    'Set these in the environment or in .env (.env.example explains each variable), then run',
    '`npm run doctor` to check them. To try Slotline without any set-up: `npm run demo`.',
  ].join('\n');
}

/** Ends the process when its configuration is wrong, having said why. */
export function refuseWrongConfiguration(): void {
  try {
    readConfig(processEnvironment());
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${refusalText(error)}\n`);
    process.exit(1);
  }
}
