import { getTableColumns, getTableName, type InferInsertModel, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './client';

/** Rows on their way into one table. */
export interface RowsOf {
  table: PgTable;
  rows: readonly object[];
}

/** Rows of a table for `writeRows`; all of them give the same columns, the others take their defaults. */
export function rowsOf<Table extends PgTable>(table: Table, rows: readonly InferInsertModel<Table>[]): RowsOf {
  return { table, rows };
}

/**
 * Inserts rows into several tables in one statement: all or none, in one round trip, table by table in the order given.
 * They may point at one another. The statement's text does not depend on how many rows there are, so it is planned once.
 * @param unless a query: when it finds anything, nothing is written
 * @returns what `unless` has found
 * @throws the server's error when any row breaks a constraint
 */
export async function writeRows<Found extends Record<string, unknown> = never>(
  db: Database,
  parts: readonly RowsOf[],
  unless: SQL = sql`select where false`,
): Promise<Found[]> {
  const statement = sql`with found as (${unless})`;
  parts
    .filter(({ rows }) => rows.length > 0)
    .forEach((part, at) => {
      const shape = shapeOf(part);
      // Each waits until the one before is through: left alone, the server begins with the last.
      const given = at === 0 ? 'not exists (select from found)' : `(select count(*) from rows_${at - 1}) > 0`;
      statement.append(sql`${sql.raw(`, rows_${at} as (${shape.insert}`)}${jsonOf(part, shape)}`);
      statement.append(sql.raw(`::jsonb) where ${given} returning 1)`));
    });
  const { rows } = await db.execute<Found>(statement.append(sql` select * from found`));
  return rows;
}

/** The columns that rows give, and how the statement that writes them begins. */
interface Shape {
  keys: readonly string[];
  names: readonly string[];
  insert: string;
}

const shapes = new WeakMap<PgTable, Map<string, Shape>>();

/** Building the text for every statement would cost more than sending it. */
function shapeOf({ table, rows: [row = {}] }: RowsOf): Shape {
  const known = shapes.get(table) ?? new Map<string, Shape>();
  shapes.set(table, known);
  const keys = Object.keys(row);
  const shape = known.get(keys.join()) ?? newShape(table, keys);
  known.set(keys.join(), shape);
  return shape;
}

function newShape(table: PgTable, keys: readonly string[]): Shape {
  const columns = getTableColumns(table);
  const names = keys.map((key) => columns[key]?.name ?? key);
  const list = names.map((name) => `"${name}"`).join(', ');
  const into = `"${getTableName(table)}"`;
  return {
    keys,
    names,
    insert: `insert into ${into} (${list}) select ${list} from jsonb_populate_recordset(null::${into}, `,
  };
}

function jsonOf({ rows }: RowsOf, { keys, names }: Shape): string {
  return JSON.stringify(
    rows.map((row) => {
      const values = Object.values(row);
      // A column that only some rows give would be null in the others, whatever its default.
      if (values.length !== keys.length || !keys.every((key) => key in row))
        throw new Error('Rows that are written together give the same columns.');
      const named: Record<string, unknown> = {};
      for (const [at, name] of names.entries()) named[name] = (row as Record<string, unknown>)[keys[at] ?? ''];
      return named;
    }),
  );
}
