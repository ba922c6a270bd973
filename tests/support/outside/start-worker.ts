import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A file that runs in a process of its own and answers questions, one at a time. */
export interface Worker {
  readonly pid: number;
  /** Asks and waits for the answer. @throws Error with the worker's words when it fails or ends */
  ask<Answer>(name: string, input?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** What a worker sends back. */
export type WorkerReply = { value: unknown } | { error: string };

/** Starts a file that calls `answerParent`; TypeScript, as it stands. */
export function startWorker(file: string, environment: Record<string, string> = {}): Worker {
  const child = fork(file, {
    execArgv: ['--import', 'tsx'],
    // `advanced` takes dates along.
    serialization: 'advanced',
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  let last: Promise<unknown> = Promise.resolve();

  async function exchange(name: string, input: unknown): Promise<unknown> {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${file} has ended.`);
    const answered = once(child, 'message').then(([reply]: WorkerReply[]) => reply);
    child.send({ name, input });
    const reply = await Promise.race([answered, exited.then(() => undefined)]);
    if (!reply) throw new Error(`${file} ended while it was asked to ${name}.`);
    if ('error' in reply) throw new Error(`${file}: ${reply.error}`);
    return reply.value;
  }

  return {
    pid: child.pid ?? 0,
    ask<Answer>(name: string, input?: unknown) {
      const answer = last.catch(() => undefined).then(() => exchange(name, input));
      last = answer;
      return answer as Promise<Answer>;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
