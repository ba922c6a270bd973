import type { EffectiveVoice } from '@/lib/db/schema/calls';
import { cxmlDocument, element, type XmlElement } from './cxml';
import { type Phrases, phrasesFor } from './phrases';

/** The ingredients of a call's documents. Addresses are absolute. */
export interface CallScript {
  voice: EffectiveVoice;
  language: string;
  recordingDisclosure: string;
  surveyDisclosure: string;
  translationDisclosure: string;
  surveyQuestion: string;
  attendeeName: string;
}

/** How the first party's leg dials the second party. */
export interface DialScript {
  number: string;
  callerId: string;
  /** The document that the second party hears before the bridge. */
  privateDocumentUrl: string;
  statusCallbackUrl: string;
  /** Requested when the second party has hung up or was not reached. */
  actionUrl: string;
}

const RING_SECONDS = 40;
const MAX_TALK_SECONDS = 4 * 60 * 60;
const KEY_WAIT_SECONDS = 8;
const SURVEY_WAIT_SECONDS = 10;
/** The carrier's limit for one `<Say>` is 4,096 characters. */
const SAY_LENGTH = 4_000;
const NAME_LENGTH = 120;

/** An empty private document, after which the bridge follows. */
export function bridgeDocument(): string {
  return cxmlDocument();
}

/** Hangs up silently. */
export function hangUpDocument(): string {
  return cxmlDocument(element('Hangup'));
}

/** Says one fixed sentence and hangs up. */
export function farewellDocument(script: Pick<CallScript, 'language'>, which: Exclude<keyof Phrases, 'offer'>): string {
  const { language, phrases } = phrasesFor(script.language);
  return cxmlDocument(...say(phrases[which], language), element('Hangup'));
}

/** Asks the operator to press the accept key; without it, says goodbye. */
export function offerDocument(script: CallScript, acceptUrl: string): string {
  const { language, phrases } = phrasesFor(script.language);
  const name = Array.from(script.attendeeName).slice(0, NAME_LENGTH).join('');
  const ask = element(
    'Gather',
    { input: 'dtmf', numDigits: 1, timeout: KEY_WAIT_SECONDS, action: acceptUrl, method: 'POST' },
    ...say(phrases.offer(name), language),
    element('Pause', { length: 2 }),
    ...say(phrases.offer(name), language),
  );
  return cxmlDocument(ask, ...say(phrases.goodbye, language), element('Hangup'));
}

/** Dials the other party, without recording. */
export function dialDocument(script: CallScript, dial: DialScript): string {
  const { language, phrases } = phrasesFor(script.language);
  const number = element(
    'Number',
    {
      url: dial.privateDocumentUrl,
      method: 'POST',
      statusCallback: dial.statusCallbackUrl,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: 'initiated ringing answered completed',
    },
    dial.number,
  );
  const verb = element(
    'Dial',
    {
      answerOnBridge: 'true',
      callerId: dial.callerId,
      timeout: RING_SECONDS,
      timeLimit: MAX_TALK_SECONDS,
      action: dial.actionUrl,
      method: 'POST',
    },
    number,
  );
  return cxmlDocument(...say(phrases.connecting, language), verb);
}

/**
 * The notices for the attendee: always the recording, and the survey and translation when they are on. The redirect after
 * them proves that all were played.
 */
export function disclosureDocument(script: CallScript, disclosedUrl: string): string {
  const { voice, language } = script;
  return cxmlDocument(
    ...say(script.recordingDisclosure, language),
    ...(voice.survey ? say(script.surveyDisclosure, language) : []),
    ...(voice.translate ? say(script.translationDisclosure, language) : []),
    element('Redirect', { method: 'POST' }, disclosedUrl),
  );
}

/** Asks the attendee the survey question and thanks them, with or without an answer. */
export function surveyDocument(script: CallScript, answerUrl: string): string {
  const { language, phrases } = phrasesFor(script.language);
  const ask = element(
    'Gather',
    { input: 'dtmf', numDigits: 1, timeout: SURVEY_WAIT_SECONDS, action: answerUrl, method: 'POST' },
    ...say(script.surveyQuestion, script.language),
  );
  return cxmlDocument(ask, ...say(phrases.thanks, language), element('Hangup'));
}

/** Splits long texts between words into several `<Say>`. */
function say(text: string, language: string): XmlElement[] {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const end = rest.length <= SAY_LENGTH ? rest.length : cutAt(rest);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return parts.map((part) => element('Say', { language }, part));
}

function cutAt(text: string): number {
  const space = text.lastIndexOf(' ', SAY_LENGTH);
  if (space > 0) return space;
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(SAY_LENGTH - 1));
  return splitsPair ? SAY_LENGTH - 1 : SAY_LENGTH;
}
