import type { CxmlNode } from '@/sandbox/carrier/cxml-document';
import { InstructionError } from '@/sandbox/carrier/cxml-document';
import { deferred } from '@/sandbox/carrier/deferred';
import { answerMenu } from '@/sandbox/carrier/party';
import { Interrupted } from '@/sandbox/carrier/scope';
import { actionOf, CONTINUE, numberIn, type Verb, type VerbContext } from '@/sandbox/carrier/verb';

const PROMPTS: readonly string[] = ['Say', 'Play', 'Pause'];

interface Heard {
  digits: string;
  speech: string | null;
}

async function playPrompts(context: VerbContext, node: CxmlNode): Promise<void> {
  for (const prompt of node.children) {
    if (!PROMPTS.includes(prompt.name)) {
      throw new InstructionError('12100', `Gather: <${prompt.name}> cannot stand in it`);
    }
    await context.runNested(context, prompt);
  }
}

async function listen(context: VerbContext, node: CxmlNode): Promise<Heard> {
  const { world, leg, live, scope } = context;
  const input = (node.attributes.input ?? 'dtmf').split(/\s+/);
  const mostDigits = numberIn(node, 'numDigits', Number.POSITIVE_INFINITY);
  const finishKey = node.attributes.finishOnKey ?? '#';
  const silenceMs = world.human(numberIn(node, 'timeout', 5) * 1000);
  const heard: Heard = { digits: '', speech: null };
  const complete = deferred<void>();
  const prompts = scope.child();
  const answering = scope.child();
  let keys = 0;

  const onKey = (key: string) => {
    if (!input.includes('dtmf')) return;
    keys += 1;
    prompts.interrupt('a key was pressed');
    if (key !== finishKey) heard.digits += key;
    if (key === finishKey || heard.digits.length >= mostDigits) complete.resolve();
  };
  live.keyListeners.add(onKey);
  try {
    await playPrompts({ ...context, scope: prompts }, node).catch((error: unknown) => {
      if (!(error instanceof Interrupted) || scope.isInterrupted) throw error;
    });
    const { speech, digitAfterMs } = world.behaviours.of(leg.order.to);
    if (input.includes('dtmf')) {
      if (keys === 0) answerMenu(world, leg, live, answering).catch(() => {});
    } else if (speech !== null) {
      await scope.sleep(world.human(digitAfterMs));
      heard.speech = speech;
      return heard;
    }
    for (let before = -1; before !== keys; ) {
      before = keys;
      if (await scope.within(complete.promise, silenceMs)) break;
    }
    return heard;
  } finally {
    live.keyListeners.delete(onKey);
    answering.interrupt('the menu is over');
    prompts.interrupt('the menu is over');
  }
}

/**
 * `<Gather>`: asks for keys or speech. Silence falls through to the next verb unless `actionOnEmptyResult` is true;
 * without an action the same document is asked for again.
 */
export const batch: Verb = async (context, node) => {
  const action = actionOf(node) ?? context.document;
  const heard = await listen(context, node);
  const nothing = heard.digits === '' && heard.speech === null;
  if (nothing && node.attributes.actionOnEmptyResult !== 'true') return CONTINUE;
  const fields: [string, string][] =
    heard.speech === null
      ? [['Digits', heard.digits]]
      : [
          ['SpeechResult', heard.speech],
          ['Confidence', '0.95'],
        ];
  return { kind: 'goto', instruction: { ...action, fields } };
};
