import { integrationsOverview } from '@/lib/calendars/connections/queries';
import { notFound } from '@/lib/core/errors';
import type { PageContext } from '@/lib/http/session/page-session';
import { getDeps } from '@/lib/wiring/deps';

/** One connection with what its provider can do. @throws AppError `not_found` */
export async function loadConnection(ctx: PageContext, id: string) {
  const { connections, providers, agents } = await integrationsOverview(ctx, getDeps().calendars);
  const connection = connections.find((one) => one.id === id);
  const provider = providers.find(({ name }) => name === connection?.provider);
  if (!connection || !provider) throw notFound('calendar connection');
  return { connection, provider, agents };
}
