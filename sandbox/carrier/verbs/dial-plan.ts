import { type CxmlNode, InstructionError } from '@/sandbox/carrier/cxml-document';
import { type CallbackTarget, httpMethod, type Instruction } from '@/sandbox/carrier/instruction';
import { isPhoneAddress } from '@/sandbox/carrier/phone-address';
import { actionOf, addressIn, numberIn, recordingCallbackOf } from '@/sandbox/carrier/verb';

export interface DialledNumber {
  readonly to: string;
  readonly privateDocument: Instruction | null;
  readonly statusCallback: CallbackTarget | null;
}

/** What a `<Dial>` asks for. Times in a person's milliseconds. */
export interface DialPlan {
  readonly numbers: readonly DialledNumber[];
  readonly callerId: string | null;
  readonly timeoutSeconds: number;
  readonly timeLimitMs: number;
  readonly hangupOnStar: boolean;
  readonly record: 'none' | 'from-answer' | 'from-ringing';
  readonly channels: 1 | 2;
  readonly recordingCallback: CallbackTarget | null;
  readonly action: Pick<Instruction, 'url' | 'method'> | null;
}

const MAX_NUMBERS = 10;
const RECORD_VALUES = [
  'do-not-record',
  'false',
  'true',
  'record-from-answer',
  'record-from-ringing',
  'record-from-answer-dual',
  'record-from-ringing-dual',
];

function readNumber(node: CxmlNode): DialledNumber {
  const to = node.text;
  if (!isPhoneAddress(to)) throw new InstructionError('13223', `Dial: "${to}" is no number in E.164`);
  const url = addressIn(node, 'url');
  const callback = addressIn(node, 'statusCallback');
  const events = (node.attributes.statusCallbackEvent ?? 'completed').split(/[\s,]+/).filter(Boolean);
  return {
    to,
    privateDocument: url === null ? null : { url, method: httpMethod(node.attributes.method) },
    statusCallback:
      callback === null
        ? null
        : { url: callback, method: httpMethod(node.attributes.statusCallbackMethod), events: new Set(events) },
  };
}

function readNumbers(node: CxmlNode): readonly DialledNumber[] {
  const stranger = node.children.find((child) => child.name !== 'Number');
  if (stranger) throw new InstructionError('12100', `Dial: <${stranger.name}> is not supported here`);
  const numbers = node.children.length > 0 ? node.children.map(readNumber) : [readNumber({ ...node, attributes: {} })];
  if (numbers.length > MAX_NUMBERS) throw new InstructionError('12100', `Dial: more than ${MAX_NUMBERS} numbers`);
  return numbers;
}

/** Reads a `<Dial>`. Throws `InstructionError` for what the carrier would not follow. */
export function readDialPlan(node: CxmlNode, ownedNumbers: readonly string[] | null): DialPlan {
  const record = node.attributes.record ?? 'do-not-record';
  if (!RECORD_VALUES.includes(record)) throw new InstructionError('12100', `Dial: record="${record}" is unknown`);
  const callerId = node.attributes.callerId ?? null;
  if (callerId !== null && (!isPhoneAddress(callerId) || (ownedNumbers && !ownedNumbers.includes(callerId)))) {
    throw new InstructionError('13214', `Dial: callerId "${callerId}" is not a number of this project`);
  }
  return {
    numbers: readNumbers(node),
    callerId,
    timeoutSeconds: Math.min(600, Math.max(5, numberIn(node, 'timeout', 30))),
    timeLimitMs: numberIn(node, 'timeLimit', 14_400) * 1000,
    hangupOnStar: node.attributes.hangupOnStar === 'true',
    record: record.includes('ringing')
      ? 'from-ringing'
      : record.includes('answer') || record === 'true'
        ? 'from-answer'
        : 'none',
    channels: record.endsWith('-dual') ? 2 : 1,
    recordingCallback: recordingCallbackOf(node),
    action: actionOf(node),
  };
}
