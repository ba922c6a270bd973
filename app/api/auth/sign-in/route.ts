import { sessionResponse, signInBody } from '@/lib/contracts/auth';
import { definePublicRoute } from '@/lib/http/routes/define-route';
import { sessionReply } from '@/lib/http/session/session-reply';
import { signIn } from '@/lib/orgs/access/sign-in';

export const POST = definePublicRoute(
  {
    route: '/api/auth/sign-in',
    body: signInBody,
    response: sessionResponse,
    rate: { bucket: 'sign-in', limit: 60, windowSeconds: 60 },
  },
  async ({ body, now, deps, clientAddress }) => {
    const opened = await signIn({ db: deps.db, ids: deps.ids, now }, deps.kv, { ...body, clientAddress });
    return sessionReply(opened, now, deps);
  },
);
