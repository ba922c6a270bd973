import { z } from 'zod';
import { beginOAuth } from '@/lib/calendars/connections/oauth-connect';
import { oauthParams } from '@/lib/contracts/oauth';
import { defineRedirect } from '@/lib/http/routes/define-redirect';
import { consentCookie } from '@/lib/http/session/consent-cookie';
import { calendarContext } from '@/lib/wiring/calendars';

/** Sends a member's browser to the provider's consent page. */
export const GET = defineRedirect(
  {
    route: '/api/oauth/[provider]/start',
    permission: 'calendars:write',
    feature: 'booking_handoff',
    params: oauthParams,
    query: z.object({}),
  },
  async ({ ctx, params, deps }) => {
    const { authorizeUrl, state, expiresAt } = await beginOAuth(ctx, calendarContext(deps), params.provider);
    return { to: authorizeUrl, cookie: consentCookie(deps.config.appUrl, params.provider, state, expiresAt) };
  },
);
