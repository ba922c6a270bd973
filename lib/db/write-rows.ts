import { getTableColumns, type InferInsertModel, type SQL, sql } from 'drizzle-orm';
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
 * @throws the server's error when any row breaks a constraint
 */
export async function writeRows(db: Database, ...parts: readonly RowsOf[]): Promise<void> {
  const named = parts
    .filter(({ rows }) => rows.length > 0)
    .map((part, at) => {
      // Each waits until the one before is through: left alone, the server begins with the last.
      const before = at === 0 ? sql`` : sql` where (select count(*) from ${nameAt(at - 1)}) > 0`;
      return sql`${nameAt(at)} as (${insertOf(part)}${before} returning 1)`;
    });
  if (named.length > 0) await db.execute(sql`with ${sql.join(named, sql`, `)} select 1`);
}

function nameAt(at: number) {
  return sql.identifier(`rows_${at}`);
}

function insertOf({ table, rows }: RowsOf): SQL {
  const columns = getTableColumns(table);
  const keys = Object.keys(rows[0] ?? {}).filter((key) => key in columns);
  const isUniform = rows.every((row) => Object.keys(row).length === keys.length && keys.every((key) => key in row));
  // A column that only some rows give would be null in the others, whatever its default.
  if (!isUniform) throw new Error('Rows that are written together give the same columns.');
  const names = keys.map((key) => columns[key]?.name ?? key);
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [columns[key]?.name ?? key, value])),
    ),
  );
  const list = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${json}::jsonb)`;
}
