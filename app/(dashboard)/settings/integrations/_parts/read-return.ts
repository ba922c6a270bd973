import { type ConnectFailure, connectFailures } from '@/lib/calendars/connections/oauth-connect';
import type { CalendarProviderId } from '@/lib/contracts/calendars';
import { oauthProviders } from '@/lib/contracts/oauth';

/** The result of a consent at a provider. */
export interface ConsentReturn {
  provider: CalendarProviderId;
  /** Why it failed; null when it is connected. */
  failure: string | null;
}

/** The result in the address after a provider's consent page; null when there is none. */
export function readReturn(search: URLSearchParams): ConsentReturn | null {
  const connected = providerOf(search.get('connected'));
  if (connected) return { provider: connected, failure: null };
  const failed = providerOf(search.get('provider'));
  const failure = search.get('failed');
  return failed && isFailure(failure) ? { provider: failed, failure: connectFailures[failure] } : null;
}

function providerOf(name: string | null): CalendarProviderId | null {
  return name !== null && Object.hasOwn(oauthProviders, name)
    ? oauthProviders[name as keyof typeof oauthProviders]
    : null;
}

function isFailure(reason: string | null): reason is ConnectFailure {
  return reason !== null && Object.hasOwn(connectFailures, reason);
}
