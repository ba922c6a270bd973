import type { File, Node, TemplateLiteral } from '@babel/types';
import { isShipped } from '@/scripts/check/layers';
import type { Project } from '@/scripts/check/project';
import { dottedName, lineOf, literalText, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const LIFECYCLE = 'lib/bookings/lifecycle.ts';
const INSERT = 'lib/bookings/insert-booking.ts';
const SCHEMA = /(?:^|\/)db\/schema\/bookings$/;
const COLUMNS = new Set(['status', 'statusReason', 'status_reason']);

const INSERTS = /\binsert\s+into\s+(?:only\s+)?"?booking_events\b/i;
const CHANGES =
  /\bupdate\s+(?:only\s+)?"?booking_events\b[\s\S]*?(?:(?:\bset|,)\s*"?status(?:_reason)?"?\s*=|\bset\s*\([^)]*\bstatus)/i;

/** The table of bookings as a file names it: `bookings`, an alias, or a member of a namespace. */
function tableNames(tree: File): Set<string> {
  const names = new Set<string>();
  for (const node of tree.program.body) {
    if (node.type !== 'ImportDeclaration' || !SCHEMA.test(node.source.value)) continue;
    for (const one of node.specifiers) {
      if (one.type === 'ImportNamespaceSpecifier') names.add(`${one.local.name}.bookings`);
      else if (one.type === 'ImportSpecifier' && dottedName(one.imported) === 'bookings') names.add(one.local.name);
    }
  }
  return names;
}

function isTable(node: Node | undefined, tables: ReadonlySet<string>): boolean {
  const name = dottedName(node);
  return name !== undefined && tables.has(name);
}

/** The method and the object of `object.method(…)`. */
function methodOf(node: Node): { method: string; object: Node } | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const method = dottedName(node.callee.property);
  return method ? { method, object: node.callee.object } : undefined;
}

function updatesTable(node: Node, tables: ReadonlySet<string>): boolean {
  const call = methodOf(node);
  if (!call || node.type !== 'CallExpression') return false;
  return call.method === 'update' ? isTable(node.arguments[0], tables) : updatesTable(call.object, tables);
}

/** Whether the columns of a `set` have a status in them, or come from where this file doesn't show them. */
function setsStatus(columns: Node, constants: ReadonlyMap<string, Node>, seen = new Set<string>()): boolean {
  if (columns.type === 'Identifier') {
    if (seen.has(columns.name)) return false;
    const init = constants.get(columns.name);
    return init === undefined || setsStatus(init, constants, seen.add(columns.name));
  }
  return nodesOf(columns).some((node) => {
    if (node.type === 'ObjectProperty') return COLUMNS.has(dottedName(node.key) ?? literalText(node.key) ?? '');
    return (
      node.type === 'SpreadElement' && node.argument.type === 'Identifier' && setsStatus(node.argument, constants, seen)
    );
  });
}

function constantsOf(nodes: readonly Node[]): Map<string, Node> {
  return new Map(
    nodes.flatMap((node) =>
      node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init
        ? [[node.id.name, node.init] as const]
        : [],
    ),
  );
}

/** Text of a template or string, the table's own name in place of `${bookings}`. */
function statementText(node: Node, tables: ReadonlySet<string>): string | undefined {
  if (node.type !== 'TemplateLiteral') return literalText(node);
  const { quasis, expressions }: TemplateLiteral = node;
  return quasis.map(({ value }, at) => value.raw + (isTable(expressions[at], tables) ? 'booking_events' : '')).join('');
}

/** A booking's status changes by a transition of the lifecycle, and a row is made in one place: nothing else writes them. */
export function bookingWrites(project: Project): Violation[] {
  const files = project.code().filter((file) => isShipped(file) && file !== LIFECYCLE);
  return files.flatMap((file) => {
    const nodes = nodesOf(project.syntax(file));
    const tables = tableNames(project.syntax(file));
    const constants = constantsOf(nodes);
    const violation = (node: Node, rule: string, advice: string) => [{ file, line: lineOf(node), rule, advice }];
    const inserted = (node: Node) =>
      file === INSERT ? [] : violation(node, 'booking-inserted', `make bookings through ${INSERT}`);
    const changed = (node: Node) =>
      violation(node, 'booking-status-written', `change the status by a transition of ${LIFECYCLE}`);
    return nodes.flatMap((node) => {
      const text = statementText(node, tables);
      if (text !== undefined) return INSERTS.test(text) ? inserted(node) : CHANGES.test(text) ? changed(node) : [];
      if (node.type !== 'CallExpression') return [];
      const [first] = node.arguments;
      const call = methodOf(node);
      if ((call?.method === 'insert' || dottedName(node.callee) === 'rowsOf') && isTable(first, tables))
        return inserted(node);
      const isSet = call?.method === 'set' && updatesTable(call.object, tables);
      return isSet && first && setsStatus(first, constants) ? changed(node) : [];
    });
  });
}
