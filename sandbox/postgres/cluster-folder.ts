import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, openFolder } from './binaries';
import { mayEnter, type ServerAccount, serverEnvironment } from './server-account';

/** Where one database cluster lives: `home` is ours (password, owner, log), `data` belongs to the server. */
export interface ClusterFolder {
  home: string;
  data: string;
  password: string;
}

const run = promisify(execFile);

/**
 * The cluster below `dataDir`, made on first use. A half-made one is never seen: it takes its name when it is complete.
 * Where the server's account cannot enter `dataDir`, the data is kept in an open folder and `dataDir`/data links to it.
 */
export async function clusterFolder(
  dataDir: string,
  binaries: Binaries,
  account: ServerAccount | null,
): Promise<ClusterFolder> {
  const home = resolve(dataDir);
  await mkdir(home, { recursive: true });
  const link = join(home, 'data');
  let data = await realpath(link).catch(() => null);
  if (data === null) {
    // A link whose target was cleared away leads nowhere and would stand in the way.
    await rm(link, { force: true });
    await make(link, binaries, account);
    data = await realpath(link);
  }
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== binaries.majorVersion) {
    throw new Error(
      `The data in ${home} is of PostgreSQL ${version}, the installed one is ${binaries.majorVersion}. Remove the folder to start afresh.`,
    );
  }
  return { home, data, password: (await readFile(join(data, 'slotline-password'), 'utf8')).trim() };
}

async function make(link: string, binaries: Binaries, account: ServerAccount | null): Promise<void> {
  const near = mayEnter(dirname(link), account);
  const workshop = await mkdtemp(near ? `${link}.new-` : join(openFolder, 'slotline-data-'));
  const data = join(workshop, 'data');
  try {
    await give(workshop, account);
    const password = randomBytes(18).toString('base64url');
    const passwordFile = join(workshop, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await give(passwordFile, account);
    await initdb(data, passwordFile, binaries, account);
    await rename(passwordFile, join(data, 'slotline-password'));
    if (near) await rename(data, link);
    else await symlink(data, link);
  } catch (error) {
    await rm(workshop, { recursive: true, force: true });
    // Another start of the same folder was faster: its cluster is as good.
    if (['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
    throw error;
  }
  if (near) await rm(workshop, { recursive: true, force: true });
}

async function give(path: string, account: ServerAccount | null): Promise<void> {
  if (account !== null) await chown(path, account.uid, account.gid);
}

async function initdb(
  data: string,
  passwordFile: string,
  binaries: Binaries,
  account: ServerAccount | null,
): Promise<void> {
  const flags = [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The server's own collation: the same order on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-sync',
  ];
  const env = serverEnvironment();
  await run(binaries.initdb, flags, { ...account, env, cwd: dirname(data) }).catch((error: { stderr?: string }) => {
    throw new Error(`PostgreSQL could not make its data folder: ${error.stderr?.trim() ?? ''}`, { cause: error });
  });
}
