import { statusUrl, voiceUrl } from '@/lib/calls/voice/callback-urls';
import { type Clock, systemClock } from '@/lib/core/clock';
import { type EffectiveVoice, voiceConfigs } from '@/lib/db/schema/calls';
import type { CarrierOptions } from '@/sandbox/carrier/carrier-options';
import { type Carrier, startCarrier } from '@/sandbox/carrier/start-carrier';
import { callNow, orderedCall, webhooks } from './calls';
import { eventually } from './eventually';
import type { TestMember } from './factories';
import { callingOrganization } from './scheduler-world';
import { serveHandlers } from './serve-handlers';
import { openWorld, type World } from './world';

/** The product and the sandbox carrier, talking to each other over real HTTP; people act `timeScale` times faster. */
export interface TelephoneWorld {
  world: World<Clock>;
  sandbox: Carrier;
  who: { organizationId: string; operator: TestMember };
  /** Orders a call between two numbers and returns its id. */
  dial(numbers: { operator: string; attendee: string }, options?: DialOptions): Promise<string>;
  /** Waits until the call has ended and the carrier has sent every report. */
  over(callId: string): Promise<void>;
  close(): Promise<void>;
}

interface DialOptions {
  callOrder?: 'operator_first' | 'attendee_first';
  voice?: Partial<EffectiveVoice>;
}

export async function openTelephoneWorld(options: Partial<CarrierOptions> = {}): Promise<TelephoneWorld> {
  const account = { projectId: 'project-1', apiToken: 'token-1', signingKey: 'PSK_1' };
  const sandbox = await startCarrier({ ...account, callsPerSecond: null, timeScale: 20, ...options });
  const served = await serveHandlers();
  const environment = {
    APP_URL: served.url,
    SIGNALWIRE_API_URL: sandbox.url,
    SIGNALWIRE_PROJECT_ID: account.projectId,
    SIGNALWIRE_API_TOKEN: account.apiToken,
    SIGNALWIRE_SIGNING_KEY: account.signingKey,
  };
  const world = await openWorld(environment, systemClock);
  for (const [name, handler] of Object.entries(webhooks))
    served.handlers.set(`/api/webhooks/signalwire/${name}`, handler);
  const who = await callingOrganization(world);
  await world.db.update(voiceConfigs).set({ recordingDisclosure: 'This call is recorded.' });

  return {
    world,
    sandbox,
    who,
    async dial(numbers, { callOrder = 'operator_first', voice = {} } = {}) {
      const callId = await orderedCall(world, who, {
        callOrder,
        operatorPhone: numbers.operator,
        attendeePhone: numbers.attendee,
        voice: { record: true, transcribe: false, translate: false, survey: false, qa: false, ...voice },
      });
      const operatorFirst = callOrder === 'operator_first';
      const answer = await world.deps.carrier.order({
        to: operatorFirst ? numbers.operator : numbers.attendee,
        from: '+12025550100',
        documentUrl: voiceUrl(served.url, callId, 'start'),
        statusCallbackUrl: statusUrl(served.url, callId, operatorFirst ? 'operator' : 'attendee'),
        ringSeconds: 40,
        detectMachine: !operatorFirst,
        orderBy: new Date(world.clock.now().getTime() + 60_000),
      });
      if (answer.kind !== 'accepted') throw new Error(`The carrier answered ${JSON.stringify(answer)}.`);
      return callId;
    },
    async over(callId) {
      await eventually('the attempt ends', async () => (await callNow(world, callId)).endedAt !== null, 15_000);
      await sandbox.control.idle();
      await world.settle();
    },
    async close() {
      await sandbox.stop();
      await served.close();
      await world.close();
    },
  };
}
