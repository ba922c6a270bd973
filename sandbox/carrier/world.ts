import { Behaviours } from './behaviours';
import type { CarrierSettings } from './carrier-options';
import { Faults } from './faults';
import { Ledger } from './ledger';
import { type Leg, type LegOrder, newLeg } from './leg';
import type { Message } from './message';
import { Pacer } from './pacing';
import type { Recording, Transcription } from './recording';
import { Scope } from './scope';

/** Everything one running carrier holds. */
export class World {
  readonly ledger = new Ledger();
  readonly faults = new Faults();
  readonly legs = new Map<string, Leg>();
  readonly legsByNumber = new Map<string, Leg[]>();
  legsInOrder: Leg[] = [];
  readonly recordings = new Map<string, Recording>();
  readonly activeRecordings = new Set<Recording>();
  readonly transcriptions = new Map<string, Transcription>();
  /** Calls that are or were transcribed. */
  readonly transcribed = new Set<string>();
  readonly messages = new Map<string, Message>();
  readonly behaviours: Behaviours;
  readonly pacer: Pacer<Leg>;
  /** Ends with the next reset or stop; everything that waits does so under it. */
  scope = new Scope();
  /** Tails of the callback queues, one for each call or message. */
  readonly callbackTails = new Map<string, Promise<void>>();
  /** Things under way that are not calls: settling recordings, messages on their way. */
  errands = 0;
  publicUrl = '';
  writeWindow = { startedAt: 0, used: 0 };

  constructor(
    readonly settings: CarrierSettings,
    scripts: Behaviours,
    release: (world: World, leg: Leg) => void,
  ) {
    this.behaviours = scripts;
    this.pacer = new Pacer(settings.callsPerSecond, (leg) => release(this, leg));
  }

  addLeg(order: LegOrder): Leg {
    const leg = newLeg(order, this.legsInOrder.length, Date.now());
    this.legs.set(leg.sid, leg);
    this.legsInOrder.push(leg);
    const sameNumber = this.legsByNumber.get(order.to);
    if (sameNumber) sameNumber.push(leg);
    else this.legsByNumber.set(order.to, [leg]);
    return leg;
  }

  /** Real milliseconds for a person's milliseconds. */
  human(milliseconds: number): number {
    return milliseconds / this.settings.timeScale;
  }

  /** A person's seconds in a span of real milliseconds. */
  humanSeconds(realMs: number): number {
    return (realMs * this.settings.timeScale) / 1000;
  }

  /** Nothing dialled, ringing, talking, settling or waiting to be reported. */
  get isIdle(): boolean {
    if (this.callbackTails.size > 0 || this.errands > 0) return false;
    if (!this.settings.fast && this.pacer.waiting > 0) return false;
    return !this.legsInOrder.some((leg) => leg.live !== null && leg.endedAt === null);
  }

  /** Runs an errand in the background; being interrupted is a normal end of it. */
  errand(work: () => Promise<void>): void {
    this.errands += 1;
    const scope = this.scope;
    void work()
      .catch((error: unknown) => {
        if (!scope.isInterrupted) console.error('carrier: an errand failed', error);
      })
      .finally(() => {
        if (!scope.isInterrupted) this.errands -= 1;
      });
  }

  /** Ends everything in progress without a report; the ledger stays readable. */
  halt(): void {
    this.scope.interrupt('halted');
    this.scope = new Scope();
    this.pacer.clear();
    this.callbackTails.clear();
    this.errands = 0;
  }

  /** Clears everything, as freshly started. */
  reset(): void {
    this.halt();
    this.legs.clear();
    this.legsByNumber.clear();
    this.legsInOrder = [];
    this.recordings.clear();
    this.activeRecordings.clear();
    this.transcriptions.clear();
    this.transcribed.clear();
    this.messages.clear();
    this.faults.clear();
    this.behaviours.reset();
    this.ledger.clear();
    this.writeWindow = { startedAt: 0, used: 0 };
  }
}

export function newWorld(
  settings: CarrierSettings,
  scripts: ConstructorParameters<typeof Behaviours>[0],
  release: (world: World, leg: Leg) => void,
): World {
  return new World(settings, new Behaviours(scripts), release);
}
