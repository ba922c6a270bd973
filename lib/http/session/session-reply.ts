import type { SessionResponse } from '@/lib/contracts/auth';
import { Reply } from '@/lib/http/routes/define-route';
import type { OpenedSession } from '@/lib/orgs/access/open-session';
import { signSessionToken } from '@/lib/security/session-token';
import type { Deps } from '@/lib/wiring/deps';
import { sessionCookie } from './session-cookie';

/** The answer that hands a session just opened to the browser. */
export async function sessionReply(
  opened: OpenedSession,
  now: Date,
  { config }: Deps,
): Promise<Reply<SessionResponse>> {
  const token = await signSessionToken(opened.id, opened.expiresAt, now, config.authSecret);
  return new Reply(
    { success: true, ...opened.holder },
    { 'set-cookie': sessionCookie(config.appUrl, token, opened.expiresAt) },
  );
}
