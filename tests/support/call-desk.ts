import { eq } from 'drizzle-orm';
import { POST as tick } from '@/app/api/calls/[id]/confirmations/route';
import { POST as declare } from '@/app/api/calls/[id]/outcome/route';
import type { Call, CallDetails } from '@/lib/contracts/calls';
import type { Role } from '@/lib/core/context';
import { type calls, recordings, voiceConfigs } from '@/lib/db/schema/calls';
import type { RouteHandler } from '@/lib/http/routes/define-route';
import { callRoute } from './call-route';
import { orderedCall } from './calls';
import { type Caller, makeMember, makeOrganization, signIn, type TestMember, updateOrganization } from './factories';
import { shared } from './shared';
import { openWorld, type World } from './world';

/** Any response of the call routes, or a problem. */
export interface CallAnswer {
  success: boolean;
  call: CallDetails;
  code: string;
  missing?: string[];
  calls: Call[];
  next_cursor: string | null;
  result: string;
}

export const deskVoice = { record: true, transcribe: true, translate: false, survey: false, qa: false };

/** An organization with a member of each role and three prompts, two of them required; a rival organization and one on the free plan. */
async function openCallDesk() {
  const world: World = await openWorld();
  const { organization, owner } = await makeOrganization(world);
  const operator: TestMember = await makeMember(world, organization, 'operator');
  const as = { owner: await signIn(world, owner), operator: await signIn(world, operator) } as Record<
    Role | 'rival' | 'free',
    Caller
  >;
  for (const role of ['admin', 'supervisor', 'analyst', 'viewer'] as const)
    as[role] = await signIn(world, await makeMember(world, organization, role));
  as.rival = await signIn(world, (await makeOrganization(world)).owner);
  const free = await makeOrganization(world);
  await updateOrganization(world, free.organization, { plan: 'free' });
  as.free = await signIn(world, free.owner);
  await world.db
    .update(voiceConfigs)
    .set({
      confirmationPrompts: [
        { key: 'identity', text: 'Confirm who you talk to.', required: true },
        { key: 'price', text: 'Name the price.', required: true },
        { key: 'weather', text: 'Mention the weather.', required: false },
      ],
    })
    .where(eq(voiceConfigs.organizationId, organization.id));
  const who = { organizationId: organization.id, operator };

  /** A connected call in progress. */
  const talking = (changes: Partial<typeof calls.$inferInsert> = {}): Promise<string> => {
    const at = world.clock.now();
    return orderedCall(world, who, {
      status: 'in-progress',
      carrierSid: world.deps.ids.make('request'),
      operatorAcceptedAt: at,
      attendeeAnsweredAt: at,
      disclosedAt: at,
      bridgedAt: at,
      ...changes,
    });
  };
  return {
    world,
    who,
    as,
    operator,
    talking,
    /** A connected call that has ended. */
    talked: (changes: Partial<typeof calls.$inferInsert> = {}) =>
      talking({ status: 'completed', endedAt: world.clock.now(), talkSeconds: 42, ...changes }),
    /** Inserts the finished recording of a call. */
    async keepRecording(callId: string): Promise<void> {
      const now = world.clock.now();
      await world.db.insert(recordings).values({
        id: world.deps.ids.make('recording'),
        organizationId: organization.id,
        callId,
        carrierSid: `rec-${callId}`,
        status: 'completed',
        mediaUrl: 'https://space.signalwire.com/r.mp3',
        durationSeconds: 42,
        channels: 2,
        requestedAt: now,
        completedAt: now,
      });
    },
    close: () => world.close(),
  };
}

/** The desk of a test file, opened before its tests and closed after them. */
export function sharedCallDesk(): CallDesk {
  return shared(openCallDesk);
}

export type CallDesk = Awaited<ReturnType<typeof openCallDesk>>;

/** Sends a request about one call. */
export function askCall(
  handler: RouteHandler,
  id: string,
  caller: Caller | undefined,
  more: Parameters<typeof callRoute>[1] = {},
) {
  return callRoute<CallAnswer>(handler, { as: caller, params: { id }, ...more });
}

/** Ticks a prompt. */
export function ticks(id: string, caller: Caller, key: string) {
  return askCall(tick, id, caller, { body: { key } });
}

/** Logs an outcome. */
export function declares(id: string, caller: Caller, outcome: string, note?: string) {
  return askCall(declare, id, caller, { body: { outcome, ...(note === undefined ? {} : { note }) } });
}
