import { spawn } from 'node:child_process';

/** What a command-line tool said and how it ended. `code` is null when it could not start or was killed. */
export interface ToolOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a script of a package under this Node, in `root`. `script` is a path from `node_modules`. Never rejects. */
export function runTool(root: string, script: string, args: readonly string[]): Promise<ToolOutcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.on('error', (error) => resolve({ code: null, stdout, stderr: `${stderr}${error.message}` }));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** First words of what a tool said, for a failure that cannot be told line by line. */
export function summaryOf({ code, stdout, stderr }: ToolOutcome): string {
  const said = `${stderr}\n${stdout}`.trim().split('\n').slice(0, 5).join(' ').slice(0, 500);
  return `ended with ${code ?? 'no exit code'}: ${said || 'no output'}`;
}
