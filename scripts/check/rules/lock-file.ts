import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const LOCK = 'package-lock.json';

interface LockedPackage {
  version?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function isLocked(packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): boolean {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

function missing(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages).flatMap(([place, one]) => {
    const wanted = { ...one.dependencies, ...one.optionalDependencies, ...(place === '' ? one.devDependencies : {}) };
    return Object.keys(wanted)
      .filter((name) => !isLocked(packages, place, name))
      .map(
        (name) =>
          `${place || 'package.json'} needs ${name}, which the lock lacks: npm ci refuses it; choose a version whose packages are all to be had`,
      );
  });
}

/** The lock installs anywhere: every package in it, no registry's host, versions of `package.json` exact and the same. */
export function lockFile(project: Project): Violation[] {
  const found = (file: string, line: number, advice: string): Violation => ({ file, line, rule: 'lock-file', advice });
  if (!project.has('package.json')) return [];
  if (!project.has(LOCK)) return [found(LOCK, 1, 'keep the lock file, so that every install is the same')];
  const { packages = {} }: { packages?: Record<string, LockedPackage> } = JSON.parse(project.text(LOCK));
  const manifest: LockedPackage = JSON.parse(project.text('package.json'));
  const hosts = project
    .lines(LOCK)
    .flatMap((text, at) =>
      /"resolved":\s*"(?:https?|git\+)/.test(text)
        ? [found(LOCK, at + 1, 'run npm install --omit-lockfile-registry-resolved: no registry is named')]
        : [],
    );
  const drift = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).flatMap(([name, range]) => {
    const line = project.lines('package.json').findIndex((text) => text.includes(`"${name}": "${range}"`)) + 1;
    if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range))
      return [found('package.json', line, `${name}: pin the exact version, not ${range}`)];
    const locked = packages[`node_modules/${name}`]?.version;
    return locked === range
      ? []
      : [found('package.json', line, `${name}: the lock holds ${locked ?? 'none'}; run npm install`)];
  });
  return [...hosts, ...drift, ...missing(packages).map((advice) => found(LOCK, 1, advice))];
}
