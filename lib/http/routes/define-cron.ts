import { eq } from 'drizzle-orm';
import { errorName } from '@/lib/core/error-name';
import { AppError } from '@/lib/core/errors';
import { cronRuns } from '@/lib/db/schema/orgs';
import { inRequestScope } from '@/lib/http/request-scope';
import { equalsInConstantTime } from '@/lib/security/digest';
import { type Deps, getDeps } from '@/lib/wiring/deps';

interface CronRun {
  deps: Deps;
  requestId: string;
  now: Date;
}

/**
 * A cron endpoint: the bearer secret in constant time, a heartbeat row per run, and the counts as the answer. The same
 * GET serves Vercel Cron, Vercel Schedules, an outside pinger and the local ticker; runs may overlap or repeat, and go on
 * when a pinger hangs up early.
 */
export function defineCron(name: string, run: (cron: CronRun) => Promise<Record<string, number>>) {
  return (request: Request): Promise<Response> =>
    inRequestScope(request, `/api/cron/${name}`, getDeps(), async ({ deps, requestId, now, log }) => {
      const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
      if (!equalsInConstantTime(token, deps.config.cronSecret))
        throw new AppError('unauthenticated', 'Send the CRON_SECRET as a bearer token.');
      const id = deps.ids.make('cronRun');
      await deps.db.insert(cronRuns).values({ id, name, requestId, startedAt: now });
      const finish = (result: { counts?: Record<string, number>; error?: string }) =>
        deps.db
          .update(cronRuns)
          .set({ finishedAt: deps.clock.now(), ...result })
          .where(eq(cronRuns.id, id));
      try {
        const counts = await run({ deps, requestId, now });
        await finish({ counts });
        Object.assign(log, counts);
        return Response.json({ success: true, counts });
      } catch (error) {
        await finish({ error: errorName(error) });
        throw error;
      }
    });
}
