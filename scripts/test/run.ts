import { fileURLToPath } from 'node:url';
import { brokenStep, closingLines, type FinishedStep } from './step';
import { testSteps } from './steps';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopped = true;
  });

const finished: FinishedStep[] = [];
for (const { name, run } of testSteps(root)) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const result = stopped
    ? brokenStep('not run: the run was stopped')
    : await run().catch((error) => brokenStep(String(error)));
  finished.push({ name, ...result, milliseconds: performance.now() - start });
}

console.log('');
for (const line of closingLines(finished)) console.log(line);
process.exitCode = finished.some(({ failed }) => failed > 0) ? 1 : 0;
