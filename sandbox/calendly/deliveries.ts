import { createHmac } from 'node:crypto';
import type { Faults } from '@/sandbox/provider-kit/faults';
import { type DeliveryRecord, WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import type { Invitee, Subscription } from './model';
import { inviteeOutput, meetingOutput } from './output';
import type { InviteeEvent } from './schedule';
import { instant, uri } from './uris';
import type { World } from './world';

interface DeliveryOptions {
  faults: Faults;
  pages: () => string;
  /** Pauses before each repetition of a delivery that failed; after the last the subscription is switched off. */
  retryAfterMs: readonly number[];
}

/** Tells subscribers what happened: signed over the bytes sent, repeated when it fails, switched off in the end. */
export class Deliveries {
  readonly #world: World;
  readonly #options: DeliveryOptions;
  readonly #outbox: WebhookOutbox;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Failed attempts so far, by subscription and body. */
  readonly #failures = new Map<string, number>();

  constructor(world: World, options: DeliveryOptions) {
    this.#world = world;
    this.#options = options;
    this.#outbox = new WebhookOutbox({ faults: options.faults, onAnswered: (record) => this.#answered(record) });
  }

  get records(): readonly DeliveryRecord[] {
    return this.#outbox.records;
  }

  send(event: InviteeEvent, invitee: Invitee): void {
    const { hostIds } = this.#world.meeting(invitee.meetingId);
    for (const subscription of this.#world.subscriptions.values()) {
      const { state, events, userId, organizationId } = subscription;
      const concerns = hostIds.some((id) =>
        userId === null ? this.#world.user(id).organizationId === organizationId : id === userId,
      );
      if (state === 'active' && concerns && events.includes(event))
        this.#post(subscription, event, this.#bodyOf(subscription, event, invitee));
    }
  }

  /** Resolves when nothing is under way, repetitions included. */
  async idle(): Promise<void> {
    for (;;) {
      await this.#outbox.idle();
      if (this.#timers.size === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  reset(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#failures.clear();
    this.#outbox.clear();
  }

  stop(): void {
    this.reset();
    this.#outbox.stop();
  }

  #bodyOf({ creatorId }: Subscription, event: InviteeEvent, invitee: Invitee): string {
    const meeting = this.#world.meeting(invitee.meetingId);
    return JSON.stringify({
      created_at: instant(this.#world.now()),
      created_by: uri('users', creatorId),
      event,
      payload: {
        ...inviteeOutput(invitee, this.#options.pages()),
        scheduled_event: meetingOutput(this.#world, meeting),
      },
    });
  }

  #post({ url, signingKey }: Subscription, event: string, body: string): void {
    const key = signingKey ?? this.#world.account.app.signingKey;
    const t = Math.floor(this.#world.now().getTime() / 1000);
    const signed: Record<string, string> =
      key === null ? {} : { 'Calendly-Webhook-Signature': signatureHeader(key, t, body) };
    this.#outbox.send({ event, url, body, headers: { 'content-type': 'application/json', ...signed } });
  }

  #answered({ url, event, body, status }: DeliveryRecord): void {
    const subscription = [...this.#world.subscriptions.values()].find((one) => one.url === url);
    if (!subscription || subscription.state === 'disabled') return;
    const attempt = `${subscription.uuid} ${body}`;
    if (status >= 200 && status < 300) {
      this.#failures.delete(attempt);
      subscription.retryStartedAt = null;
      return;
    }
    const failures = (this.#failures.get(attempt) ?? 0) + 1;
    this.#failures.set(attempt, failures);
    subscription.retryStartedAt ??= this.#world.now();
    const pause = this.#options.retryAfterMs[failures - 1];
    if (pause === undefined) {
      Object.assign(subscription, { state: 'disabled', updatedAt: this.#world.now() });
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#post(subscription, event, body);
    }, pause);
    this.#timers.add(timer);
  }
}

/** `t=…,v1=…` over the bytes as they are sent. */
export function signatureHeader(key: string, t: number, body: string): string {
  return `t=${t},v1=${createHmac('sha256', key).update(`${t}.${body}`, 'utf8').digest('hex')}`;
}
