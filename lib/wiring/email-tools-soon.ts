import type { Deps } from './deps';
import { drainSoon } from './drain-soon';
import { importEmailTools } from './email-tools';
import { refreshFunnelSoon } from './funnel';

/** What is left then is the cron's. */
const BUDGET_MS = 60_000;

/** Reads the e-mail tools that are due, and has the funnel and the matching follow; hasten it. */
export async function importEmailToolsSoon(deps: Deps): Promise<void> {
  if ((await importEmailTools(deps, BUDGET_MS)) > 0) await refreshFunnelSoon(deps);
  await drainSoon(deps);
}
