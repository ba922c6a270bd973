import type { EffectiveVoice } from '@/lib/db/schema/calls';
import { cxmlDocument, element, type XmlElement } from './cxml';
import { type Phrases, phrasesFor } from './phrases';

/** What a call's documents are made of. Addresses are absolute. */
export interface CallScript {
  voice: EffectiveVoice;
  language: string;
  recordingDisclosure: string;
  surveyDisclosure: string;
  translationDisclosure: string;
  surveyQuestion: string;
  attendeeName: string;
}

/** How the second party is dialled from within the first party's leg. */
export interface DialScript {
  number: string;
  callerId: string;
  /** What the second party hears before the bridge. */
  privateDocumentUrl: string;
  statusCallbackUrl: string;
  /** Asked for when the second party has gone, or was not reached. */
  actionUrl: string;
}

const RING_SECONDS = 40;
const MAX_TALK_SECONDS = 4 * 60 * 60;
const KEY_WAIT_SECONDS = 8;
const SURVEY_WAIT_SECONDS = 10;
/** The carrier says at most 4,096 characters at once. */
const SAY_LENGTH = 4_000;
const NAME_LENGTH = 120;

/** Nothing to do: in a private document, the bridge follows. */
export function bridgeDocument(): string {
  return cxmlDocument();
}

/** Ends the leg without a word. */
export function hangUpDocument(): string {
  return cxmlDocument(element('Hangup'));
}

/** Says one fixed sentence and ends the leg. */
export function farewellDocument(script: Pick<CallScript, 'language'>, which: Exclude<keyof Phrases, 'offer'>): string {
  const { language, phrases } = phrasesFor(script.language);
  return cxmlDocument(...say(phrases[which], language), element('Hangup'));
}

/** Asks the operator for the key that accepts the call; without it, says goodbye. */
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

/** Dials the other party. Nothing is recorded by the dialling itself. */
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
 * What the attendee is told before anything else: that the call is recorded, always; and the survey and the
 * translation, when they are on. Then the carrier comes back, which proves that all of it was said.
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

/** Asks the attendee the question after the call; without an answer, thanks all the same. */
export function surveyDocument(script: CallScript, answerUrl: string): string {
  const { language, phrases } = phrasesFor(script.language);
  const ask = element(
    'Gather',
    { input: 'dtmf', numDigits: 1, timeout: SURVEY_WAIT_SECONDS, action: answerUrl, method: 'POST' },
    ...say(script.surveyQuestion, script.language),
  );
  return cxmlDocument(ask, ...say(phrases.thanks, language), element('Hangup'));
}

/** One `<Say>`, or as many as the length takes; cut between words. */
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
