import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Role } from '@/lib/core/context';
import type { CommandContext } from '@/lib/db/command-context';
import { describeHolder } from '@/lib/orgs/access/describe-holder';
import { identifySession } from '@/lib/orgs/access/identify';
import type { Permission } from '@/lib/orgs/access/permissions';
import type { Feature, Plan } from '@/lib/orgs/access/plans';
import { readSessionToken } from '@/lib/security/session-token';
import { getDeps } from '@/lib/wiring/deps';
import { PAGE_ADDRESS_HEADER } from './page-address';
import { sessionCookieName } from './session-cookie';

/** The context that a page passes to queries. */
export type PageContext = CommandContext;

/** Who looks at a page, and what they may do there. Plain data: it can be passed to client components. */
export interface PageSession {
  user: { id: string; name: string; email: string };
  organization: {
    id: string;
    name: string;
    slug: string;
    plan: Plan;
    timeZone: string;
    flags: readonly string[];
    addOns: readonly string[];
  };
  /** All that the person may switch to, this one included. */
  organizations: { id: string; name: string }[];
  role: Role;
  permissions: Permission[];
  features: Feature[];
}

const identify = cache(async () => {
  const deps = getDeps();
  const now = deps.clock.now();
  const token = (await cookies()).get(sessionCookieName(deps.config.appUrl))?.value;
  const sessionId = token ? await readSessionToken(token, now, deps.config.authSecret) : null;
  const identity = sessionId ? await identifySession(deps.db, sessionId, now) : null;
  return identity && { identity, now, requestId: deps.ids.make('request') };
});

const describe = cache(async (): Promise<PageSession | null> => {
  const found = await identify();
  if (!found) return null;
  const { entitlements } = found.identity;
  const { user, organization, ...rest } = await describeHolder(contextOf(found), entitlements);
  const { role, time_zone: timeZone, ...named } = organization;
  const { flags, addOns } = entitlements;
  return { user, organization: { ...named, timeZone, flags, addOns }, role, ...rest };
});

/** The session of the page being rendered; null when nobody is signed in. */
export async function findSession(): Promise<PageSession | null> {
  return describe();
}

/** The session of the page being rendered; without one, redirects to sign-in and back here afterwards. */
export async function currentSession(): Promise<PageSession> {
  return (await describe()) ?? (await toSignIn());
}

/** What queries take, for the page being rendered: one instant for the whole page. Sends to sign in as `currentSession`. */
export async function pageContext(): Promise<CommandContext> {
  return contextOf((await identify()) ?? (await toSignIn()));
}

function contextOf({ identity, now, requestId }: NonNullable<Awaited<ReturnType<typeof identify>>>): CommandContext {
  const { ids, db } = getDeps();
  return { org: identity.org, actor: identity.actor, requestId, now, ids, db };
}

async function toSignIn(): Promise<never> {
  const address = (await headers()).get(PAGE_ADDRESS_HEADER);
  redirect(address && address !== '/' ? `/sign-in?next=${encodeURIComponent(address)}` : '/sign-in');
}
