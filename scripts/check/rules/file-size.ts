import { TEST_BESIDE } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const MAX_LINES = 400;
const COUNTED = /\.(?:[cm]?[jt]s|[jt]sx|css)$/;
const FOLDERS = ['app', 'clients', 'lib', 'sandbox', 'scripts', 'tests'];

function countLines(project: Project, file: string): number {
  const lines = project.lines(file);
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

function sizes(project: Project, folders: readonly string[]): [file: string, lines: number][] {
  return project.files
    .filter((file) => COUNTED.test(file) && folders.some((folder) => isWithin(file, folder)))
    .map((file) => [file, countLines(project, file)]);
}

/** A file that does not fit in one head is two files. */
export function fileSize(project: Project): Violation[] {
  return sizes(project, FOLDERS)
    .filter(([, lines]) => lines > MAX_LINES)
    .map(([file, lines]) => ({
      file,
      line: MAX_LINES + 1,
      rule: 'file-size',
      advice: `${lines} lines, ${MAX_LINES} at most: split it by what changes for its own reason`,
    }));
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** One line of figures about what is shipped: `312 files of lib and app: median 48 lines, p90 141, longest 322`. */
export function sizeFigures(project: Project): string {
  const sorted = sizes(project, ['lib', 'app'])
    .filter(([file]) => !TEST_BESIDE.test(file))
    .map(([, lines]) => lines)
    .sort((a, b) => a - b);
  return `${sorted.length} files of lib and app: median ${quantile(sorted, 0.5)} lines, p90 ${quantile(sorted, 0.9)}, longest ${sorted.at(-1) ?? 0}`;
}
