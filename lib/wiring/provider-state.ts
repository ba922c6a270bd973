import type { FunnelProvider } from '@/lib/contracts/funnel';
import type { CommandContext } from '@/lib/db/command-context';
import { providerStates } from '@/lib/leads/provider-state';
import type { Deps } from './deps';

/** Whether the calendars behind an organization's figures can be asked: by their health, and by the circuit of requests. */
export function bookingProviders(
  ctx: Pick<CommandContext, 'db' | 'org' | 'now'>,
  { kv, calendars }: Pick<Deps, 'kv' | 'calendars'>,
): Promise<FunnelProvider[]> {
  return providerStates(ctx, {
    isDown: async (provider) => (await kv.get(`circuit:${provider}:open`)) !== null,
    isPolled: (provider) => calendars[provider].changes !== null,
  });
}
