import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a production build is made of. Anything else (tests, scripts, documents) leaves it fresh. */
const FOLDERS = ['app', 'lib', 'public'];
const ROOT_FILE =
  /^(?:package(?:-lock)?\.json|tsconfig\.json|(?:next|postcss)\.config\.\w+|(?:proxy|middleware|instrumentation(?:-client)?)\.tsx?)$/;
const STAMP = '.next/slotline-build.json';
const BUILD_ID = '.next/BUILD_ID';

interface Stamp {
  sources: string;
  buildId: string;
}

function sourceFiles(root: string): string[] {
  const inFolders = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...readdirSync(root).filter((name) => ROOT_FILE.test(name)), ...inFolders].sort();
}

/** Hash over everything that decides what a build holds: sources, configuration, lock file, Node's version and public variables. */
export function hashSources(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const [name, value] of Object.entries(process.env).sort())
    if (name.startsWith('NEXT_PUBLIC_')) hash.update(`\0${name}=${value}`);
  for (const file of sourceFiles(root)) {
    const content = readIfFile(join(root, file));
    if (content) hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function readIfFile(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EISDIR' || error.code === 'ENOENT'))
      return undefined;
    throw error;
  }
}

function readStamp(root: string): Stamp | undefined {
  const path = join(root, STAMP);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Whether the build in `.next` was made from exactly these sources, by this function. */
export function isFresh(root: string, sources: string): boolean {
  const stamp = readStamp(root);
  const buildId = readIfFile(join(root, BUILD_ID))?.toString();
  return stamp !== undefined && buildId !== undefined && stamp.buildId === buildId && stamp.sources === sources;
}

function nextBuild(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      // The caller's own output may be read by a program: what the build says goes to stderr.
      stdio: ['ignore', process.stderr, process.stderr],
    });
    // Left behind, it would keep the next one from building.
    const endWithUs = () => child.kill();
    process.once('exit', endWithUs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', endWithUs);
      if (code === 0) resolve();
      else reject(new Error(`next build ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/**
 * Makes the production build unless the one in `.next` is of these very sources. Tells whether it built.
 * @throws Error when the build fails
 */
export async function buildIfStale(
  root = fileURLToPath(new URL('../..', import.meta.url)),
): Promise<{ built: boolean }> {
  const sources = hashSources(root);
  if (isFresh(root, sources)) return { built: false };
  rmSync(join(root, STAMP), { force: true });
  await nextBuild(root);
  const stamp: Stamp = { sources, buildId: readFileSync(join(root, BUILD_ID), 'utf8') };
  writeFileSync(join(root, STAMP), `${JSON.stringify(stamp)}\n`);
  return { built: true };
}
