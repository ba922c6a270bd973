import { type CxmlNode, InstructionError } from './cxml-document';
import { fetchDocument } from './fetch-document';
import type { Instruction } from './instruction';
import { isOver, type Leg, type LegStatus, type LiveLeg } from './leg';
import { endLeg } from './leg-lifecycle';
import { Interrupted } from './scope';
import { CONTINUE, type Verb, type VerbContext, type VerbOutcome } from './verb';
import { dial } from './verbs/dial';
import { batch } from './verbs/gather';
import { hangup } from './verbs/hangup';
import { pause } from './verbs/pause';
import { play } from './verbs/play';
import { record } from './verbs/record';
import { redirect } from './verbs/redirect';
import { reject } from './verbs/reject';
import { say } from './verbs/say';
import type { World } from './world';

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['Say', say],
  ['Play', play],
  ['Pause', pause],
  ['Gather', batch],
  ['Redirect', redirect],
  ['Hangup', hangup],
  ['Reject', reject],
  ['Record', record],
  ['Dial', dial],
]);
const PRIVATE_VERBS: readonly string[] = ['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup'];
// A menu without an action asks for its own document again; nobody listens to that for ever.
const MAX_DOCUMENTS = 100;

let lastRun = 0;

async function runVerb(context: VerbContext, node: CxmlNode): Promise<VerbOutcome> {
  const verb = VERBS.get(node.name);
  if (!verb) throw new InstructionError('12100', `<${node.name}> is not a verb that can stand here`);
  const { world, leg } = context;
  lastRun += 1;
  const run = lastRun;
  world.ledger.append('verb-started', leg.sid, { verb: node.name, run, text: node.text, ...node.attributes });
  let finished = false;
  try {
    const outcome = await verb(context, node);
    finished = true;
    return outcome;
  } finally {
    world.ledger.append('verb-ended', leg.sid, { verb: node.name, run, finished });
  }
}

async function runVerbs(context: VerbContext, nodes: readonly CxmlNode[], isPrivate: boolean): Promise<VerbOutcome> {
  for (const node of nodes) {
    if (isPrivate && !PRIVATE_VERBS.includes(node.name)) {
      throw new InstructionError('12100', `<${node.name}> cannot stand in the document of a Number`);
    }
    const outcome = await runVerb(context, node);
    if (outcome.kind !== 'continue') return outcome;
  }
  return CONTINUE;
}

function takeRedirect(live: LiveLeg, error: unknown): Instruction | null {
  if (!(error instanceof Interrupted) || live.scope.isInterrupted) return null;
  const instruction = live.redirect;
  if (instruction === null) return null;
  live.redirect = null;
  live.execution = live.scope.child();
  return instruction;
}

/** Runs documents on a leg until one of them has no more to say: null, or the status it is to be hung up with. */
async function runDocuments(
  world: World,
  leg: Leg,
  live: LiveLeg,
  first: Instruction,
  isPrivate: boolean,
): Promise<LegStatus | null> {
  let instruction = first;
  for (let documents = 0; documents < MAX_DOCUMENTS; documents += 1) {
    try {
      const scope = live.execution;
      const document = await fetchDocument(world, leg, scope, instruction);
      const context: VerbContext = { world, leg, live, scope, document, runNested: runVerb, runPrivate };
      const outcome = await runVerbs(context, document.verbs, isPrivate);
      if (outcome.kind === 'continue') return null;
      if (outcome.kind === 'hangup') return outcome.status;
      instruction = outcome.instruction;
    } catch (error) {
      const redirected = takeRedirect(live, error);
      if (!redirected) throw error;
      instruction = redirected;
    }
  }
  throw new InstructionError('12100', 'the documents go round in circles');

  async function runPrivate(other: Leg, privateInstruction: Instruction): Promise<boolean> {
    if (!other.live) return false;
    return await settleErrors(world, other, async (otherLive) => {
      const status = await runDocuments(world, other, otherLive, privateInstruction, true);
      if (status !== null) endLeg(world, other, status, { by: 'carrier' });
      return status === null && !isOver(other);
    });
  }
}

async function settleErrors(world: World, leg: Leg, work: (live: LiveLeg) => Promise<boolean>): Promise<boolean> {
  try {
    return leg.live ? await work(leg.live) : false;
  } catch (error) {
    if (error instanceof Interrupted) return false;
    if (!(error instanceof InstructionError)) throw error;
    world.ledger.append('instructions-failed', leg.sid, { url: null, code: error.code, message: error.message });
    endLeg(world, leg, 'failed', { by: 'carrier' });
    return false;
  }
}

/** Follows a leg's documents and hangs up when they are through. A document that cannot be followed fails the call. */
export async function runToEnd(world: World, leg: Leg, instruction: Instruction): Promise<void> {
  await settleErrors(world, leg, async (live) => {
    const status = await runDocuments(world, leg, live, instruction, false);
    endLeg(world, leg, status ?? 'completed', { by: 'carrier' });
    return true;
  });
}
