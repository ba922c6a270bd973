import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type CronExpression, parseCron } from './cron-expression';

/** One entry of `crons` in `vercel.json`. */
export interface VercelCron {
  path: string;
  schedule: string;
  expression: CronExpression;
}

const vercelFile = z.object({
  crons: z.array(z.object({ path: z.string().startsWith('/').max(512), schedule: z.string() })).default([]),
});

/** The crons that a deployment would have. @throws Error for a schedule that the platform would refuse */
export async function readVercelCrons(file: string): Promise<VercelCron[]> {
  const { crons } = vercelFile.parse(JSON.parse(await readFile(file, 'utf8')));
  return crons.map((cron) => ({ ...cron, expression: parseCron(cron.schedule) }));
}
