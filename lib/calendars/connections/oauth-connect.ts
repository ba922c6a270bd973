import { createHash } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { saveConnection } from '@/lib/calendars/connections/internal/save-connection';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { ProviderAccount } from '@/lib/calendars/provider-module';
import { standardHours } from '@/lib/calendars/slots/free-slots';
import { type OAuthProviderName, oauthProviders } from '@/lib/contracts/oauth';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { type ConnectionSettings, oauthStates } from '@/lib/db/schema/calendars';
import { organizations } from '@/lib/db/schema/orgs';
import { sha256 } from '@/lib/security/digest';
import { MINUTE_MS } from '@/lib/time/units';
import { isTimeZone } from '@/lib/time/zones';
import type { ConnectionRow } from './open-connection';

const CONSENT_MS = 15 * MINUTE_MS;

/** Why a connection did not come about; each has its own words and a way to try again. */
export const connectFailures = {
  denied: 'Access was not allowed at the provider. Nothing was saved. Connect again to retry.',
  expired: 'The sign-in took too long or was started in another browser. Nothing was saved. Connect again to retry.',
  exchange_failed: 'The provider did not complete the connection. Nothing was saved. Connect again to retry.',
  permission_missing:
    'Some permissions were not granted. Nothing was saved. Connect again and leave every box checked.',
  plan_too_small: 'The account’s plan at the provider does not include this. Nothing was saved.',
  unavailable: 'The provider could not be reached. Nothing was saved. Try again in a moment.',
} as const;
export type ConnectFailure = keyof typeof connectFailures;

/** Where the provider sends the browser back to. */
export function redirectUriOf(appUrl: string, provider: OAuthProviderName): string {
  return `${appUrl}/api/oauth/${provider}/callback`;
}

/**
 * Begins a consent: the state is bound to this member and, by the token the caller puts into a cookie, to this browser.
 * @returns the provider's address to go to, and the token of the cookie
 * @throws AppError `validation_failed` when this installation has no client at the provider
 */
export async function beginOAuth(
  ctx: CommandContext,
  { calendars, encryption, appUrl }: CalendarContext,
  name: OAuthProviderName,
): Promise<{ authorizeUrl: string; state: string; expiresAt: Date }> {
  const { oauth, title } = calendars[oauthProviders[name]];
  if (!oauth?.configured)
    throw new AppError(
      'validation_failed',
      `${title} is not set up on this installation. Add its OAuth client id and secret.`,
    );
  const userId = memberOf(ctx);
  const state = ctx.ids.secret(32);
  const codeVerifier = ctx.ids.secret(48);
  const stateHash = sha256(state);
  const expiresAt = new Date(ctx.now.getTime() + CONSENT_MS);
  await ctx.db.insert(oauthStates).values({
    stateHash,
    provider: oauthProviders[name],
    organizationId: ctx.org,
    userId,
    codeVerifier: encryption.encrypt(codeVerifier, `oauth_states:${stateHash}`),
    createdAt: ctx.now,
    expiresAt,
  });
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const authorizeUrl = oauth.authorizeUrl({ state, codeChallenge, redirectUri: redirectUriOf(appUrl, name) });
  return { authorizeUrl, state, expiresAt };
}

/**
 * Ends a consent: the state is used once, by the member and browser that began it; then the code is exchanged.
 * @param returned what the provider put into the address it sent the browser back to
 * @param browserState the token of the cookie
 */
export async function finishOAuth(
  ctx: CommandContext,
  calendar: CalendarContext,
  name: OAuthProviderName,
  returned: { state?: string; code?: string; error?: string },
  browserState: string | null,
): Promise<{ kind: 'connected'; connection: ConnectionRow } | { kind: 'failed'; failure: ConnectFailure }> {
  if (!returned.state || returned.state !== browserState) return { kind: 'failed', failure: 'expired' };
  const consent = await spendState(ctx, calendar, name, returned.state);
  if (!consent) return { kind: 'failed', failure: 'expired' };
  if (returned.error)
    return { kind: 'failed', failure: returned.error === 'access_denied' ? 'denied' : 'exchange_failed' };
  const { oauth } = calendar.calendars[oauthProviders[name]];
  if (!oauth || !returned.code) return { kind: 'failed', failure: 'exchange_failed' };
  try {
    const granted = await oauth.exchange({
      code: returned.code,
      codeVerifier: consent.codeVerifier,
      redirectUri: redirectUriOf(calendar.appUrl, name),
    });
    const connection = await saveConnection(ctx, calendar, {
      provider: oauthProviders[name],
      account: granted.account,
      credentials: granted.credentials,
      tokenExpiresAt: granted.expiresAt,
      settings: {},
      defaults: await startingSettings(ctx, calendar, name, granted.account),
    });
    return { kind: 'connected', connection };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}

/** A calendar without event types has its slots cut from working hours: the usual ones, in its account's zone. */
async function startingSettings(
  ctx: CommandContext,
  { calendars }: CalendarContext,
  name: OAuthProviderName,
  { timeZone }: ProviderAccount,
): Promise<ConnectionSettings> {
  if (calendars[oauthProviders[name]].eventTypes) return {};
  const [organization] = await ctx.db
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, ctx.org));
  const zones = [timeZone, organization?.timeZone].filter((zone) => zone !== undefined);
  return { workingHours: standardHours(zones.find(isTimeZone) ?? 'UTC') };
}

async function spendState(
  ctx: CommandContext,
  { encryption }: CalendarContext,
  name: OAuthProviderName,
  state: string,
) {
  const stateHash = sha256(state);
  const [used] = await ctx.db
    .update(oauthStates)
    .set({ usedAt: ctx.now })
    .where(
      and(
        eq(oauthStates.stateHash, stateHash),
        eq(oauthStates.provider, oauthProviders[name]),
        eq(oauthStates.organizationId, ctx.org),
        eq(oauthStates.userId, memberOf(ctx)),
        isNull(oauthStates.usedAt),
        gt(oauthStates.expiresAt, ctx.now),
      ),
    )
    .returning();
  return used ? { codeVerifier: encryption.decrypt(used.codeVerifier, `oauth_states:${stateHash}`) } : null;
}

function failureOf(error: unknown): ConnectFailure {
  if (error instanceof CalendarFaultError)
    return error.fault === 'permission_missing' || error.fault === 'plan_too_small' ? error.fault : 'exchange_failed';
  if (error instanceof AppError && error.code === 'provider_unavailable') return 'unavailable';
  return 'exchange_failed';
}

function memberOf(ctx: CommandContext): string {
  if (ctx.actor.kind !== 'user') throw new AppError('forbidden', 'Only a signed-in member can connect a calendar.');
  return ctx.actor.userId;
}
