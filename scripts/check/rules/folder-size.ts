import { posix } from 'node:path';
import { TEST_BESIDE } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const MAX_FILES = 25;

/** A folder of `lib/` holds at most 25 files, so that its list can be read at a glance; `contracts/` mirrors the wire. */
export function folderSize(project: Project): Violation[] {
  const counts = new Map<string, number>();
  for (const file of project.code('lib')) {
    const folder = posix.dirname(file);
    if (!TEST_BESIDE.test(file) && !isWithin(file, 'lib/contracts')) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, count]) =>
    count > MAX_FILES
      ? [{ file: folder, line: 1, rule: 'folder-size', advice: `${count} files: group them into topics` }]
      : [],
  );
}
