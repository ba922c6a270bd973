import { type Config, readConfig } from '@/lib/config/config';
import { EnvironmentError } from '@/lib/config/env';
import { type Finding, ok } from './finding';

const REMEDY =
  'set these in the environment or in .env (.env.example explains each); `npm run demo` needs none of them';

/** Every fault of the variables at once, or the configuration if there are none. */
export function checkConfiguration(variables: Record<string, string | undefined>): {
  findings: Finding[];
  config: Config | null;
} {
  try {
    const config = readConfig(variables);
    return { config, findings: [ok('configuration', `complete, for ${config.appUrl}`)] };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const findings = error.faults.map(({ variable, problem }, at): Finding => {
      const last = at === error.faults.length - 1;
      return { level: 'fault', subject: variable, text: problem, remedy: last ? REMEDY : undefined };
    });
    return { config: null, findings };
  }
}
