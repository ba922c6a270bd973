import { deferred } from '@/sandbox/carrier/deferred';
import { dialLeg } from '@/sandbox/carrier/dial-leg';
import { bringToLife, isOver, type Leg, type LiveLeg } from '@/sandbox/carrier/leg';
import { callDuration } from '@/sandbox/carrier/leg-fields';
import { endLeg } from '@/sandbox/carrier/leg-lifecycle';
import { notifyAfterHangup } from '@/sandbox/carrier/notify-after-hangup';
import { startRecording, stopRecording } from '@/sandbox/carrier/recorder';
import type { Recording } from '@/sandbox/carrier/recording';
import { recordingUrl } from '@/sandbox/carrier/resource-uris';
import { Interrupted } from '@/sandbox/carrier/scope';
import { CONTINUE, type Verb, type VerbContext } from '@/sandbox/carrier/verb';
import { bridge } from './bridge';
import { type DialledNumber, type DialPlan, readDialPlan } from './dial-plan';

interface Child {
  readonly leg: Leg;
  readonly live: LiveLeg;
  readonly number: DialledNumber;
}

/** One `<Dial>` under way. */
interface Dialling {
  readonly children: readonly Child[];
  recording: Recording | null;
  winner: Child | null;
}

function makeChildren({ world, leg }: VerbContext, plan: DialPlan): readonly Child[] {
  return plan.numbers.map((number) => {
    const child = world.addLeg({
      to: number.to,
      from: plan.callerId ?? leg.order.from,
      direction: 'outbound-dial',
      parentSid: leg.sid,
      instruction: null,
      statusCallback: number.statusCallback,
      timeoutSeconds: plan.timeoutSeconds,
      machineDetection: 'none',
      asyncAmd: null,
      recording: null,
    });
    return { leg: child, live: bringToLife(child, world.scope, true), number };
  });
}

// Recording "from answer" begins when the called party picks up, so also while it hears the number's own document.
function recordDial(context: VerbContext, plan: DialPlan, dialling: Dialling): void {
  if (dialling.recording || isOver(context.leg)) return;
  dialling.recording = startRecording(context.world, context.leg, {
    source: 'DialVerb',
    channels: plan.channels,
    callback: plan.recordingCallback,
  });
}

/** Leads one dialled number to the point where it may be connected; false when it does not get there. */
async function lead(context: VerbContext, plan: DialPlan, dialling: Dialling, child: Child): Promise<boolean> {
  try {
    if (!(await dialLeg(context.world, child.leg, true))) return false;
    if (plan.record === 'from-answer') recordDial(context, plan, dialling);
    if (!child.number.privateDocument) return true;
    return await context.runPrivate(child.leg, child.number.privateDocument);
  } catch (error) {
    if (error instanceof Interrupted) return false;
    console.error('carrier: a dialled leg broke', error);
    endLeg(context.world, child.leg, 'failed', { by: 'carrier' });
    return false;
  }
}

async function firstReady(context: VerbContext, plan: DialPlan, dialling: Dialling): Promise<Child | null> {
  const found = deferred<Child | null>();
  const attempts = dialling.children.map(async (child) => {
    if (await lead(context, plan, dialling, child)) found.resolve(child);
  });
  void Promise.allSettled(attempts).then(() => found.resolve(null));
  return await context.scope.race(found.promise);
}

function release(context: VerbContext, children: readonly Child[]): void {
  for (const { leg, live } of children) {
    if (isOver(leg) || !live.dialled) continue;
    endLeg(context.world, leg, leg.answeredAt === null ? 'canceled' : 'completed', {
      by: 'other-party',
      ...(leg.answeredAt === null ? { sipCode: 487 } : {}),
    });
  }
}

function outcomeFields(context: VerbContext, dialling: Dialling): [string, string][] {
  const statuses = dialling.children.map(({ leg }) => leg.status);
  const answered = dialling.children.find(({ leg }) => leg.answeredAt !== null && leg.status === 'completed');
  const reported = dialling.winner ?? answered ?? dialling.children[0];
  const same = statuses.every((status) => status === statuses[0]);
  const status = dialling.winner || answered ? 'completed' : same ? (statuses[0] ?? 'failed') : 'no-answer';
  const fields: [string, string][] = [['DialCallStatus', status]];
  if (reported) {
    fields.push(['DialCallSid', reported.leg.sid]);
    if (reported.leg.answeredAt !== null) {
      fields.push(['DialCallDuration', String(callDuration(context.world, reported.leg))]);
    }
  }
  if (dialling.recording) {
    fields.push(
      ['RecordingUrl', recordingUrl(context.world, dialling.recording.sid)],
      ['RecordingSid', dialling.recording.sid],
      ['RecordingDuration', String(dialling.recording.duration ?? 0)],
    );
  }
  return fields;
}

/** `<Dial>`: rings its numbers side by side, lets each hear its own document, connects the first that is through. */
export const dial: Verb = async (context, node) => {
  const { world, leg, scope } = context;
  const plan = readDialPlan(node, world.settings.ownedNumbers);
  scope.throwIfInterrupted();
  const dialling: Dialling = { children: makeChildren(context, plan), recording: null, winner: null };
  if (plan.record === 'from-ringing') recordDial(context, plan, dialling);
  try {
    const winner = await firstReady(context, plan, dialling);
    if (winner) {
      dialling.winner = winner;
      release(
        context,
        dialling.children.filter((child) => child !== winner),
      );
      await bridge(context, winner.leg, winner.live, plan);
    }
  } finally {
    release(context, dialling.children);
    if (dialling.recording) stopRecording(world, dialling.recording);
    if (plan.action && isOver(leg)) {
      notifyAfterHangup(world, leg, { ...plan.action, fields: outcomeFields(context, dialling) });
    }
  }
  if (!plan.action) return CONTINUE;
  return { kind: 'goto', instruction: { ...plan.action, fields: outcomeFields(context, dialling) } };
};
