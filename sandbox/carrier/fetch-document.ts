import { type CxmlNode, InstructionError, parseCxml } from './cxml-document';
import type { Instruction } from './instruction';
import type { Leg } from './leg';
import { callFields } from './leg-fields';
import type { Scope } from './scope';
import type { FormFields } from './signature';
import { sendWebhook, type WebhookAnswer, WebhookError } from './webhook-request';
import type { World } from './world';

interface FetchedDocument {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly verbs: readonly CxmlNode[];
}

const MAX_REDIRECTS = 3;
const XML_TYPE = /^(text|application)\/([\w.+-]+\+)?xml\b/i;

async function request(world: World, scope: Scope, instruction: Instruction, fields: FormFields): Promise<string> {
  let url = instruction.url;
  let method = instruction.method;
  for (let redirects = 0; ; redirects += 1) {
    let answer: WebhookAnswer;
    try {
      answer = await sendWebhook(scope, world.settings.signingKey, method, url, fields);
    } catch (error) {
      if (error instanceof WebhookError) throw new InstructionError(error.code, error.message);
      throw error;
    }
    if (answer.status >= 300 && answer.status < 400 && answer.location) {
      if (redirects === MAX_REDIRECTS) throw new InstructionError('11215', 'too many redirects');
      url = new URL(answer.location, url).href;
      if (answer.status !== 307 && answer.status !== 308) method = 'GET';
      continue;
    }
    if (answer.status >= 400) throw new InstructionError('11217', `the customer answered ${answer.status}`);
    if (answer.body.trim() !== '' && !XML_TYPE.test(answer.contentType)) {
      throw new InstructionError('12300', `content type ${answer.contentType || '(none)'} is not XML`);
    }
    return answer.body;
  }
}

async function fetchOnce(world: World, leg: Leg, scope: Scope, instruction: Instruction): Promise<FetchedDocument> {
  const startedAt = performance.now();
  const fields = [...callFields(world, leg, leg.status), ...(instruction.fields ?? [])];
  const verbs = parseCxml(await request(world, scope, instruction, fields));
  world.ledger.append('instructions-fetched', leg.sid, {
    url: instruction.url,
    verbs: verbs.map((verb) => verb.name).join(' '),
    milliseconds: Math.round(performance.now() - startedAt),
  });
  return { url: instruction.url, method: instruction.method, verbs };
}

/** Fetches a document, once; where it fails and there is a fallback address, that one, once. Throws `InstructionError`. */
export async function fetchDocument(
  world: World,
  leg: Leg,
  scope: Scope,
  instruction: Instruction,
): Promise<FetchedDocument> {
  try {
    return await fetchOnce(world, leg, scope, instruction);
  } catch (error) {
    if (!(error instanceof InstructionError) || !instruction.fallback) throw error;
    world.ledger.append('instructions-failed', leg.sid, {
      url: instruction.url,
      code: error.code,
      message: error.message,
    });
    const fields = [
      ['ErrorCode', error.code],
      ['ErrorUrl', instruction.url],
    ] as const;
    return await fetchOnce(world, leg, scope, { ...instruction.fallback, fields });
  }
}
