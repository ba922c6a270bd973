import { receiveWebhook } from '@/lib/calendars/inbound/receive-webhook';
import { notFound } from '@/lib/core/errors';
import type { CalendarProviderName } from '@/lib/db/schema/calendars';
import { afterResponseOnce } from '@/lib/http/after-response';
import { inRequestScope, type RequestScope } from '@/lib/http/request-scope';
import { calendarContext } from '@/lib/wiring/calendars';
import { getDeps } from '@/lib/wiring/deps';
import { runJobsSoon } from '@/lib/wiring/follow-up';
import { receiveDelivery } from './raw-delivery';
import { refuseSignature } from './refuse-signature';

/**
 * An endpoint to which a calendar provider posts signed deliveries. 200 with what became of it; 202 `accepted` for one
 * that is kept and interpreted later.
 */
export function defineCalendarWebhook(provider: CalendarProviderName, route: string) {
  const handler = (request: Request): Promise<Response> =>
    inRequestScope(request, route, getDeps(), async (scope) => {
      const { deps, log, now } = scope;
      const { headers, params, text } = await receiveDelivery(request, route, deps);
      log.provider = provider;
      const outcome = await receiveWebhook(
        { ...calendarContext(deps), now, afterResponse: (name, task) => afterResponseOnce(scope, name, task) },
        { provider, connectionId: params.connection ?? null, headers, text },
      );
      if (outcome.kind === 'bad_signature') return refuseSignature(scope, provider, outcome.owner);
      if (outcome.kind === 'unknown_address') {
        warnRejected(scope, provider, 'unknown_address');
        throw notFound('calendar connection');
      }
      const { status, why, event, organizationId, hasWork } = outcome;
      Object.assign(log, { kind: event, inbox: status, org: organizationId ?? undefined, why });
      if (status === 'ignored' && why?.startsWith('unknown_')) warnRejected(scope, provider, why);
      if (hasWork) afterResponseOnce(scope, 'jobs', runJobsSoon);
      return Response.json({ status, ...(why ? { why } : {}) }, { status: status === 'accepted' ? 202 : 200 });
    });
  return Object.assign(handler, { declaration: { route, provider } });
}

/** Rejections are counted by the name of this entry. */
function warnRejected({ deps, requestId }: RequestScope, provider: string, reason: string): void {
  deps.logger.warn(`${provider}_webhook_rejected`, { requestId, reason });
}
