import { posix } from 'node:path';
import { isKnownDomain, libFolder, privateFolders, TEST_BESIDE } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

function isPublic(file: string): boolean {
  const folders = posix.dirname(file).split('/');
  return (
    isKnownDomain(libFolder(file)) && !TEST_BESIDE.test(file) && !folders.some((name) => privateFolders.includes(name))
  );
}

/** The folder whose private folders a file may use: its own, or the one that its private folder belongs to. */
function ownerOf(file: string): string {
  const folders = posix.dirname(file).split('/');
  const at = folders.findIndex((name) => privateFolders.includes(name));
  return (at < 0 ? folders : folders.slice(0, at)).join('/');
}

/** A file of a domain that nobody outside its folder imports is internal: the public face stays what others need. */
export function publicFiles(project: Project): Violation[] {
  const used = new Set<string>();
  for (const file of project.code())
    if (!isWithin(file, 'tests'))
      for (const { target } of project.imports(file))
        if (target !== undefined && ownerOf(file) !== posix.dirname(target)) used.add(target);
  return project
    .code('lib')
    .flatMap((file) =>
      isPublic(file) && !used.has(file)
        ? [{ file, line: 1, rule: 'public-file', advice: 'nobody outside its folder imports it: move it to internal/' }]
        : [],
    );
}
