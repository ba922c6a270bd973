import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a random password nobody knows; made with `COST`, so that checking it takes as long as checking a real one. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$qaCeas3nAEWATi0gEXxq6A$++oN0vinnBXOD7EVEupK0t4HgSkIBlrIzadYH6cGBkM';

/** The hash to store, with its salt and parameters (PHC string). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether a password is right. With a null hash, for accounts that do not exist, it takes as long and says no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? NOBODYS_HASH, password);
  return right && passwordHash !== null;
}
