import { finishOAuth } from '@/lib/calendars/connections/oauth-connect';
import { setUpConnection } from '@/lib/calendars/connections/set-up-connection';
import { oauthParams, oauthReturnQuery } from '@/lib/contracts/oauth';
import { defineRedirect } from '@/lib/http/routes/define-redirect';
import { clearedConsentCookie, readConsentCookie } from '@/lib/http/session/consent-cookie';
import { calendarContext } from '@/lib/wiring/calendars';

const failedTo = (failure: string, provider: string) =>
  `/settings/integrations?${new URLSearchParams({ failed: failure, provider })}`;

/** Where the provider sends the browser back to: ends the consent, and goes on to the page that says how it ended. */
export const GET = defineRedirect(
  {
    route: '/api/oauth/[provider]/callback',
    permission: 'calendars:write',
    feature: 'booking_handoff',
    params: oauthParams,
    query: oauthReturnQuery,
    elseTo: ({ provider }) => failedTo('expired', provider),
  },
  async ({ ctx, params: { provider }, query, deps, cookies, afterResponse }) => {
    const { appUrl } = deps.config;
    const calendar = calendarContext(deps);
    const browserState = readConsentCookie(cookies, appUrl, provider);
    const ended = await finishOAuth(ctx, calendar, provider, query, browserState);
    const cookie = clearedConsentCookie(appUrl, provider);
    if (ended.kind === 'failed') return { to: failedTo(ended.failure, provider), cookie };
    afterResponse(() => setUpConnection(calendar, ended.connection));
    return { to: `/settings/integrations?connected=${provider}`, cookie };
  },
);
