import { redirectUriOf } from '@/lib/calendars/connections/oauth-connect';
import { startCalcom } from '@/sandbox/calcom/start-calcom';
import { startCalendly } from '@/sandbox/calendly/start-calendly';
import { startGoogle } from '@/sandbox/google/start-google';
import { startGraph } from '@/sandbox/graph/start-graph';
import type { UndoStack } from './undo-stack';
import type { Variables } from './world-environment';

/** A calendar provider as the world shows it. */
export interface CalendarSimulator {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

interface CalendarOptions {
  /** Origin under which the app is, or will be, reached. */
  appUrl: string;
  given: Variables;
  undo: UndoStack;
}

interface Simulation {
  start: (
    client: OAuthClient,
    redirect: (name: 'calendly' | 'google' | 'microsoft') => string[],
  ) => Promise<CalendarSimulator>;
  /** The variables that make the app speak to it. */
  variables: (url: string, client: OAuthClient) => Variables;
}

interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

const clientVariables = (prefix: string, { clientId, clientSecret }: OAuthClient): Variables => ({
  [`${prefix}_CLIENT_ID`]: clientId,
  [`${prefix}_CLIENT_SECRET`]: clientSecret,
});

/** By the prefix of the variables that name the provider. */
const simulations: Record<'CALCOM' | 'CALENDLY' | 'GOOGLE' | 'MICROSOFT', Simulation> = {
  CALCOM: { start: () => startCalcom(), variables: (url) => ({ CALCOM_API_URL: url }) },
  CALENDLY: {
    start: (client, redirect) => startCalendly({ app: { ...client, redirectUris: redirect('calendly') } }),
    variables: (url, client) => ({
      CALENDLY_API_URL: url,
      CALENDLY_AUTH_URL: url,
      ...clientVariables('CALENDLY', client),
    }),
  },
  GOOGLE: {
    start: (client, redirect) => startGoogle({ app: { ...client, redirectUris: redirect('google') } }),
    variables: (url, client) => ({
      GOOGLE_API_URL: url,
      GOOGLE_AUTH_URL: url,
      GOOGLE_TOKEN_URL: url,
      ...clientVariables('GOOGLE', client),
    }),
  },
  MICROSOFT: {
    start: (client, redirect) => startGraph({ app: { ...client, redirectUris: redirect('microsoft') } }),
    variables: (url, client) => ({
      MICROSOFT_API_URL: url,
      MICROSOFT_AUTH_URL: url,
      ...clientVariables('MICROSOFT', client),
    }),
  },
};

/**
 * Starts a simulated Cal.com, Calendly, Google and Microsoft. One for which the user has set anything is the user's own:
 * it is left alone, so that a real client is never sent to a simulation.
 * @returns what runs, by name, and the variables that lead the app there
 */
export async function startCalendars({ appUrl, given, undo }: CalendarOptions) {
  const calendars: Record<string, CalendarSimulator> = {};
  const environment: Variables = {};
  await Promise.all(
    Object.entries(simulations).map(async ([prefix, { start, variables }]) => {
      if (Object.entries(given).some(([name, value]) => name.startsWith(`${prefix}_`) && value?.trim())) return;
      const name = prefix.toLowerCase();
      const client = { clientId: `${name}-sandbox-client`, clientSecret: `${name}-sandbox-secret` };
      const simulator = await start(client, (provider) => [redirectUriOf(new URL(appUrl).origin, provider)]);
      undo.add(() => simulator.stop());
      calendars[name] = simulator;
      Object.assign(environment, variables(simulator.url, client));
    }),
  );
  return { calendars, environment };
}
