import { randomUUID } from 'node:crypto';
import { type Deferred, deferred } from './deferred';
import type { CallbackTarget, Instruction } from './instruction';
import type { Scope } from './scope';

export type LegStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';
export type Party = 'carrier' | 'callee' | 'api' | 'other-party';

/** What was asked for when the leg was made. */
export interface LegOrder {
  readonly to: string;
  readonly from: string;
  readonly direction: 'outbound-api' | 'outbound-dial';
  readonly parentSid: string | null;
  readonly instruction: Instruction | null;
  readonly statusCallback: CallbackTarget | null;
  readonly timeoutSeconds: number;
  readonly machineDetection: 'none' | 'enable' | 'detect-message-end';
  readonly asyncAmd: CallbackTarget | null;
  readonly recording: { readonly channels: 1 | 2; readonly callback: CallbackTarget | null } | null;
}

/** What a leg has only while it lives. */
export interface LiveLeg {
  /** Ends with the leg. */
  readonly scope: Scope;
  /** Runs the current document; ended by a redirect. */
  execution: Scope;
  /** Settles when the leg has left the dial it was made by. */
  readonly departed: Deferred<void>;
  readonly ended: Deferred<void>;
  redirect: Instruction | null;
  /** True while the leg belongs to another leg's dial. */
  dialled: boolean;
  bridgedWith: Leg | null;
  menusHeard: number;
  saysHeard: number;
  readonly keyListeners: Set<(key: string) => void>;
}

/** One telephone connection. Times are epoch milliseconds. */
export interface Leg {
  readonly sid: string;
  readonly ordinal: number;
  readonly order: LegOrder;
  readonly createdAt: number;
  statusCallback: CallbackTarget | null;
  updatedAt: number;
  status: LegStatus;
  dialledAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  answeredBy: string | null;
  sipCode: number | null;
  hangupBy: Party | null;
  sequence: number;
  deleted: boolean;
  live: LiveLeg | null;
}

export function newLeg(order: LegOrder, ordinal: number, now: number): Leg {
  return {
    sid: randomUUID(),
    ordinal,
    order,
    createdAt: now,
    statusCallback: order.statusCallback,
    updatedAt: now,
    status: 'queued',
    dialledAt: null,
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    sipCode: null,
    hangupBy: null,
    sequence: 0,
    deleted: false,
    live: null,
  };
}

/** Gives a leg the parts it needs to be dialled. */
export function bringToLife(leg: Leg, parent: Scope, dialled: boolean): LiveLeg {
  const scope = parent.child();
  const live: LiveLeg = {
    scope,
    execution: scope.child(),
    departed: deferred(),
    ended: deferred(),
    redirect: null,
    dialled,
    bridgedWith: null,
    menusHeard: 0,
    saysHeard: 0,
    keyListeners: new Set(),
  };
  leg.live = live;
  return live;
}

export function isOver(leg: Leg): boolean {
  return leg.endedAt !== null;
}
