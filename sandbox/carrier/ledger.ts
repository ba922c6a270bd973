/** How an order's HTTP request ended, as the carrier saw it. */
export type OrderOutcome =
  | 'pending'
  | 'accepted'
  | 'refused'
  | 'accepted-but-unanswered'
  | 'accepted-but-answered-500'
  | 'dropped-before-accepting';

/** One `POST …/Calls`, whatever became of it. */
export interface Order {
  readonly orderId: number;
  readonly receivedAt: number;
  readonly receivedMonotonicMs: number;
  readonly to: string | null;
  readonly from: string | null;
  readonly url: string | null;
  readonly urlParams: Readonly<Record<string, string>>;
  readonly statusCallback: string | null;
  outcome: OrderOutcome;
  httpStatus: number | null;
  errorCodes: readonly string[];
  callSid: string | null;
  answeredMonotonicMs: number | null;
}

type LedgerDetail = Readonly<Record<string, string | number | boolean | null>>;

type LedgerEventType =
  | 'dial-started'
  | 'state'
  | 'verb-started'
  | 'verb-ended'
  | 'instructions-fetched'
  | 'instructions-failed'
  | 'digits-pressed'
  | 'bridged'
  | 'unbridged'
  | 'recording-started'
  | 'recording-paused'
  | 'recording-resumed'
  | 'recording-stopped'
  | 'recording-settled'
  | 'callback'
  | 'message-state'
  | 'fault'
  | 'down'
  | 'up';

/** One thing that happened, in the order it happened (`seq`), with wall and monotonic time in milliseconds. */
export interface LedgerEvent {
  readonly seq: number;
  readonly at: number;
  readonly monotonicMs: number;
  readonly type: LedgerEventType;
  readonly sid: string | null;
  readonly detail: LedgerDetail;
}

/** The record of everything: append-only, cheap to write, read afterwards. */
export class Ledger {
  orders: Order[] = [];
  events: LedgerEvent[] = [];

  append(type: LedgerEventType, sid: string | null, detail: LedgerDetail = {}): void {
    const seq = this.events.length;
    this.events.push({ seq, at: Date.now(), monotonicMs: performance.now(), type, sid, detail });
  }

  openOrder(received: Pick<Order, 'to' | 'from' | 'url' | 'urlParams' | 'statusCallback'>): Order {
    const order: Order = {
      orderId: this.orders.length + 1,
      receivedAt: Date.now(),
      receivedMonotonicMs: performance.now(),
      to: received.to,
      from: received.from,
      url: received.url,
      urlParams: received.urlParams,
      statusCallback: received.statusCallback,
      outcome: 'pending',
      httpStatus: null,
      errorCodes: [],
      callSid: null,
      answeredMonotonicMs: null,
    };
    this.orders.push(order);
    return order;
  }

  clear(): void {
    this.orders = [];
    this.events = [];
  }
}
