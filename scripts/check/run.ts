import { fileURLToPath } from 'node:url';
import { runChecks } from './run-checks';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const results = await runChecks(root, (line) => console.log(line));
process.exitCode = results.some((result) => result.violations.length > 0) ? 1 : 0;
