import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

/** Groups of files that reach each other (Tarjan), each with two members or more, or one that imports itself. */
function loopsOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const loops: string[][] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    let low = order.size - 1;
    open.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) ?? low);
    }
    lowest.set(file, low);
    if (low === order.get(file)) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1 || edges.get(file)?.includes(file)) loops.push(group.sort());
    }
    return low;
  };
  for (const file of edges.keys()) if (!order.has(file)) visit(file);
  return loops;
}

/** No file reaches itself through what it imports at run time. Types may: they are erased. */
export function cycles(project: Project): Violation[] {
  const files = new Set(project.files);
  const edges = new Map(
    project
      .code()
      .map((file) => [
        file,
        project
          .imports(file)
          .flatMap(({ target, typeOnly }) => (target && !typeOnly && files.has(target) ? [target] : [])),
      ]),
  );
  return loopsOf(edges).map((loop) => ({
    file: loop[0] ?? '',
    line: 1,
    rule: 'no-cycle',
    advice: `move what is shared into a file of its own: ${loop.join(' ↔ ')}`,
  }));
}
