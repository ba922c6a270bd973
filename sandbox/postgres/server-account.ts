import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The system account PostgreSQL runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/**
 * The account to run the server as, or null for the current one. PostgreSQL refuses root, so root hands it to `nobody`;
 * the server looks its own name up, so an account without an entry in /etc/passwd would not do.
 */
export function serverAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  if (entry === undefined) {
    throw new Error('PostgreSQL does not run as root, and /etc/passwd has no account "nobody" to run it as.');
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Whether `account` may enter `folder`, judged by the permission bits of the folder and everything above it. */
export function mayEnter(folder: string, account: ServerAccount | null): boolean {
  if (account === null) return true;
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || mayEnter(parent, account);
}

/**
 * What the server's programs see of our environment: next to nothing, since PG* variables would steer them, and LC_* may
 * name locales that their libraries do not have.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV };
}
