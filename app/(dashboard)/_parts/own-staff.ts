import type { PageContext, PageSession } from '@/lib/http/session/page-session';
import { listStaff } from '@/lib/orgs/settings/staff-queries';

/** The staff entry of the person who looks at the page, if any. */
export async function ownStaff(ctx: PageContext, session: PageSession) {
  return (await listStaff(ctx)).find(({ active, user_id }) => active && user_id === session.user.id) ?? null;
}
