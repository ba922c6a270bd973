import { startHubSpot } from '@/sandbox/hubspot/start-hubspot';
import type { ProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { startSalesforce } from '@/sandbox/salesforce/start-salesforce';
import { startReceiver } from '@/sandbox/webhook-receiver/start-receiver';
import type { UndoStack } from './undo-stack';
import type { Variables } from './world-environment';

/** By the variable that leads the app there. */
const simulations: Record<
  string,
  { name: string; start: () => Promise<ProviderServer>; value: (at: ProviderServer) => string }
> = {
  WEBHOOK_LOCAL_RECEIVERS: {
    name: 'webhook-receiver',
    start: () => startReceiver(),
    value: ({ port }) => `127.0.0.1:${port}`,
  },
  HUBSPOT_API_URL: { name: 'hubspot', start: () => startHubSpot(), value: ({ url }) => url },
  SALESFORCE_LOGIN_URL: { name: 'salesforce', start: () => startSalesforce(), value: ({ url }) => url },
};

/**
 * Starts what outgoing events are sent to: a receiver of webhooks, a HubSpot, a Salesforce. One whose variable the user has
 * set is left alone. @returns what runs, by name, and the variables that lead the app there
 */
export async function startTargets({ given, undo }: { given: Variables; undo: UndoStack }) {
  const targets: Record<string, ProviderServer> = {};
  const environment: Variables = {};
  await Promise.all(
    Object.entries(simulations).map(async ([variable, { name, start, value }]) => {
      if (given[variable]?.trim()) return;
      const target = await start();
      undo.add(() => target.stop());
      targets[name] = target;
      environment[variable] = value(target);
    }),
  );
  return { targets, environment };
}
