import { AppError } from '@/lib/core/errors';
import type { Kv } from '@/lib/kv/port';
import { normalizedEmail } from '@/lib/orgs/members/email-address';
import { sha256 } from '@/lib/security/digest';

const WINDOW_SECONDS = 3600;
const MAX_WAIT_SECONDS = 300;
const FREE_TRIES_PER_ACCOUNT = 5;
/** Many people may share an address. */
const FREE_FAILURES_PER_ADDRESS = 50;
const FAMILIAR_SECONDS = 30 * 86_400;

/** A try at a password that was let in; it must be told how it went. */
interface AdmittedTry {
  failed(): Promise<void>;
  succeeded(): Promise<void>;
}

/**
 * Lets a try at an account's password in, or refuses it. Past a few tries the waits double, up to five minutes, for the
 * account and for the address that tries. An address from which the account signed in before has tries of its own, so
 * that nobody is locked out by others guessing. An account that does not exist is treated like one that does.
 * @throws AppError `rate_limited`
 */
export async function admitTry(
  kv: Kv,
  { email, clientAddress }: { email: string; clientAddress: string },
  now: Date,
): Promise<AdmittedTry> {
  const account = sha256(normalizedEmail(email)).slice(0, 32);
  const address = sha256(clientAddress).slice(0, 32);
  const familiarKey = `sign-in:familiar:${account}:${address}`;
  const addressGate = `sign-in:gate:${address}`;

  const closedUntil = await kv.get(addressGate);
  if (typeof closedUntil === 'number' && closedUntil > now.getTime())
    throw refused(Math.ceil((closedUntil - now.getTime()) / 1000));

  const tries = `sign-in:tries:${account}${(await kv.get(familiarKey)) === true ? `:${address}` : ''}`;
  const count = await kv.increment(tries, WINDOW_SECONDS);
  if (count > FREE_TRIES_PER_ACCOUNT) {
    const wait = waitAfter(count - FREE_TRIES_PER_ACCOUNT);
    const turn = await kv.take(`${tries}:turn`, 1, wait, now);
    if (!turn.allowed) throw refused(turn.retryAfterSeconds);
  }

  return {
    async failed() {
      const failures = await kv.increment(`sign-in:failures:${address}`, WINDOW_SECONDS);
      if (failures < FREE_FAILURES_PER_ADDRESS) return;
      const wait = waitAfter(failures - FREE_FAILURES_PER_ADDRESS + 1);
      await kv.set(addressGate, now.getTime() + wait * 1000, wait);
    },
    async succeeded() {
      await kv.delete(tries);
      await kv.set(familiarKey, true, FAMILIAR_SECONDS);
    },
  };
}

function waitAfter(excess: number): number {
  return Math.min(2 ** Math.min(excess, 20), MAX_WAIT_SECONDS);
}

function refused(seconds: number): AppError {
  const wait = seconds < 45 ? `${seconds} seconds` : aboutMinutes(Math.round(seconds / 60));
  return new AppError('rate_limited', `Too many attempts. Try again in ${wait}.`, { retryAfterSeconds: seconds });
}

function aboutMinutes(minutes: number): string {
  return minutes <= 1 ? 'about a minute' : `about ${minutes} minutes`;
}
