import { type CxmlNode, InstructionError } from './cxml-document';
import { httpMethod, type Instruction, isAbsoluteUrl } from './instruction';
import type { Leg, LegStatus, LiveLeg } from './leg';
import type { Scope } from './scope';
import type { World } from './world';

/** Where a verb runs. */
export interface VerbContext {
  readonly world: World;
  readonly leg: Leg;
  readonly live: LiveLeg;
  readonly scope: Scope;
  /** The document the verb stands in. */
  readonly document: Pick<Instruction, 'url' | 'method'>;
  /** Runs a verb inside another one. */
  readonly runNested: (context: VerbContext, node: CxmlNode) => Promise<VerbOutcome>;
  /** Runs a private document on another leg: false when that leg is not to be connected. */
  readonly runPrivate: (leg: Leg, instruction: Instruction) => Promise<boolean>;
}

export type VerbOutcome =
  | { readonly kind: 'continue' }
  | { readonly kind: 'goto'; readonly instruction: Instruction }
  | { readonly kind: 'hangup'; readonly status: LegStatus };

export type Verb = (context: VerbContext, node: CxmlNode) => Promise<VerbOutcome>;

export const CONTINUE: VerbOutcome = { kind: 'continue' };

/** The address in an attribute, null when absent. Throws `InstructionError` 11100 when it is not absolute. */
export function addressIn(node: CxmlNode, attribute: string): string | null {
  const value = node.attributes[attribute];
  if (value === undefined || value === '') return null;
  if (!isAbsoluteUrl(value)) {
    throw new InstructionError('11100', `${node.name}: ${attribute} must be an absolute URL, not "${value}"`);
  }
  return value;
}

/** The number in an attribute, or the fallback. Throws `InstructionError` 12100 when it is no number. */
export function numberIn(node: CxmlNode, attribute: string, fallback: number): number {
  const value = node.attributes[attribute];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new InstructionError('12100', `${node.name}: ${attribute} must be a number, not "${value}"`);
  }
  return number;
}

export function actionOf(node: CxmlNode): Pick<Instruction, 'url' | 'method'> | null {
  const url = addressIn(node, 'action');
  return url === null ? null : { url, method: httpMethod(node.attributes.method) };
}

/** Where recordings of this verb are reported: `recordingStatusCallback…`, completed ones unless it says otherwise. */
export function recordingCallbackOf(node: CxmlNode) {
  const url = addressIn(node, 'recordingStatusCallback');
  if (url === null) return null;
  const events = (node.attributes.recordingStatusCallbackEvent ?? 'completed').split(/[\s,]+/).filter(Boolean);
  return { url, method: httpMethod(node.attributes.recordingStatusCallbackMethod), events: new Set(events) };
}
