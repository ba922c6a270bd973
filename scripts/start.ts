import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readConfig } from '@/lib/config/config';
import { EnvironmentError } from '@/lib/config/env';
import { refusalText } from '@/lib/config/refuse-boot';
import { loadDotEnv } from './load-dot-env';
import { onStopSignal } from './stop-signals';

function refusal(): string | null {
  try {
    readConfig(process.env);
  } catch (error) {
    if (error instanceof EnvironmentError) return refusalText(error);
    throw error;
  }
  return existsSync('.next/BUILD_ID') ? null : 'There is no production build. Run: npm run build';
}

loadDotEnv();
const wrong = refusal();
if (wrong === null) {
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  onStopSignal((signal) => server.kill(signal));
  server.once('exit', (code) => process.exit(code ?? 1));
} else {
  console.error(wrong);
  process.exitCode = 1;
}
