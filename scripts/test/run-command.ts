import { type ChildProcess, spawn } from 'node:child_process';

interface CommandOutcome {
  code: number | null;
  /** `ended with exit code 1`, `was stopped after 600 s`, `did not start: …` */
  reason: string;
}

const PATIENCE_AFTER_STOP_MS = 15_000;

function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  // The command leads a group of its own, so that what it started ends with it.
  if (process.platform === 'win32') child.kill(signal);
  else process.kill(-child.pid, signal);
}

/** Runs a package's script under this Node, its output passed through as it comes. Stopped after `limitMs`. Never rejects. */
export function runCommand(
  root: string,
  script: string,
  args: readonly string[],
  options: { limitMs: number; env?: Record<string, string> },
): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    let expired = false;
    let last: NodeJS.Timeout | undefined;
    const end = () => {
      stop(child, 'SIGTERM');
      last ??= setTimeout(() => stop(child, 'SIGKILL'), PATIENCE_AFTER_STOP_MS);
    };
    const limit = setTimeout(() => {
      expired = true;
      end();
    }, options.limitMs);
    const settle = (outcome: CommandOutcome) => {
      clearTimeout(limit);
      clearTimeout(last);
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve(outcome);
    };
    process.on('SIGINT', end).on('SIGTERM', end);
    child.on('error', (error) => settle({ code: null, reason: `did not start: ${error.message}` }));
    child.on('exit', (code, signal) => {
      const ending = `ended with ${signal ?? `exit code ${code}`}`;
      settle({
        code: expired ? null : code,
        reason: expired ? `was stopped after ${options.limitMs / 1000} s` : ending,
      });
    });
  });
}
