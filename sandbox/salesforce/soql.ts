import type { Fields, ObjectName } from './records';

/** The supported queries: one object, equality conditions joined by AND. */
const SHAPE = /^SELECT Id FROM (Contact|Lead|Event) WHERE (.+?)(?: ORDER BY CreatedDate)?(?: LIMIT (\d+))?$/;
const CONDITION = /^(\w+) = (?:'((?:[^'\\]|\\.)*)'|(true|false))$/;

/** Null when the query is malformed. */
export function parseSoql(text: string): { object: ObjectName; conditions: Fields; limit: number } | null {
  const [, object, where = '', limit = '2000'] = SHAPE.exec(text) ?? [];
  if (!object) return null;
  const conditions: Fields = {};
  for (const part of where.split(' AND ')) {
    const found = CONDITION.exec(part);
    if (!found?.[1]) return null;
    conditions[found[1]] = found[2] === undefined ? found[3] === 'true' : found[2].replace(/\\(.)/g, '$1');
  }
  return { object: object as ObjectName, conditions, limit: Number(limit) };
}
