import type { WorkerReply } from './start-worker';

/** Answers what the parent process asks; ends with it. */
export function answerParent(answers: Readonly<Record<string, (input: never) => unknown>>): void {
  const reply = (message: WorkerReply) => process.send?.(message);
  process.on('message', async ({ name, input }: { name: string; input: unknown }) => {
    try {
      const answer = answers[name];
      if (!answer) throw new Error(`${name} is not known here`);
      reply({ value: await answer(input as never) });
    } catch (error) {
      reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
}
