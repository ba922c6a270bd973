/** What the called party is: how the telephone at that number ends up. */
export type PartyKind = 'person' | 'machine' | 'busy' | 'no-answer' | 'rejected' | 'failed';

/** The part a called number plays. Times are the party's own; the carrier's `timeScale` shortens them. */
interface Behaviour {
  readonly kind: PartyKind;
  /** From the dial until it rings. */
  readonly ringAfterMs: number;
  /** From the first ring until it is picked up. */
  readonly answerAfterMs: number;
  /** Keys pressed, one entry per menu heard (the last one repeats); null = presses nothing there. */
  readonly digits: readonly (string | null)[];
  readonly digitAfterMs: number;
  /** Answer given where speech is asked for. */
  readonly speech: string | null;
  /** How long this party stays in a bridged talk before hanging up; null = leaves it to the other. */
  readonly talkSeconds: number | null;
  /** Hangs up in the middle of the n-th announcement it hears (1 = the first); null = listens. */
  readonly hangsUpDuringSay: number | null;
  /** Hangs up this long after answering, whatever goes on; null = does not. */
  readonly hangsUpAfterMs: number | null;
  /** How long it speaks into a recorder. */
  readonly speaksSeconds: number;
  readonly transcript: string;
  /** The value reported as AnsweredBy where detection is on; null = by kind. */
  readonly answeredBy: string | null;
  /** What becomes of a text message. */
  readonly message: 'delivered' | 'undelivered' | 'failed' | 'opted-out';
}

/** Changes to a number's behaviour. */
export type Script = Partial<Behaviour>;
/** Keys: a full number, `*` + its last digits, or `*` for all. The most exact one counts. */
export type Scripts = Readonly<Record<string, Script>>;

const PERSON: Behaviour = {
  kind: 'person',
  ringAfterMs: 200,
  answerAfterMs: 2_000,
  digits: ['1'],
  digitAfterMs: 800,
  speech: 'yes',
  talkSeconds: 10,
  hangsUpDuringSay: null,
  hangsUpAfterMs: null,
  speaksSeconds: 3,
  transcript: 'Thank you, that was helpful.',
  answeredBy: null,
  message: 'delivered',
};

// 555-0100 to 555-0199 is kept free for fiction, so no number that belongs to somebody is special by chance.
const ENDINGS: Scripts = {
  '*0101': { kind: 'busy' },
  '*0102': { kind: 'no-answer' },
  '*0103': { kind: 'rejected' },
  '*0104': { kind: 'failed' },
  '*0105': { kind: 'machine', digits: [null], speech: null },
  '*0106': { digits: [null], speech: null },
  '*0107': { hangsUpDuringSay: 1 },
  '*0108': { digits: ['2'] },
  '*0109': { answerAfterMs: 20_000 },
  '*0110': { talkSeconds: null },
  '*0111': { talkSeconds: 0.5 },
  '*0112': { message: 'opted-out' },
  '*0113': { message: 'undelivered' },
  '*0114': { message: 'failed' },
};

function bestMatch(scripts: Scripts, number: string): Script {
  let best = '';
  for (const key of Object.keys(scripts)) {
    const matches = key === number || (key.startsWith('*') && number.endsWith(key.slice(1)));
    if (matches && (key === number || (best !== number && key.length > best.length))) best = key;
  }
  return scripts[best] ?? {};
}

/** The behaviours in force: defaults by a number's last four digits, under the scripts that were set. */
export class Behaviours {
  #scripts: Scripts;

  constructor(private readonly initial: Scripts) {
    this.#scripts = initial;
  }

  of(number: string): Behaviour {
    return { ...PERSON, ...bestMatch(ENDINGS, number), ...bestMatch(this.#scripts, number) };
  }

  get scripts(): Scripts {
    return this.#scripts;
  }

  /** Adds scripts; one for the same key is replaced. */
  add(scripts: Scripts): void {
    this.#scripts = { ...this.#scripts, ...scripts };
  }

  reset(): void {
    this.#scripts = this.initial;
  }
}
