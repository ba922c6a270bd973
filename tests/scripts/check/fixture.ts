import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { openProject, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes a tiny project into a folder of its own, removed after the file's tests; returns the folder. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'slotline-check-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What a check says about a tiny project, as `file:line rule`. */
export function found(check: (project: Project) => Violation[], files: Readonly<Record<string, string>>): string[] {
  return check(openProject(folderWith(files))).map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}
