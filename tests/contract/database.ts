import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/client';
import { isExclusionViolation, isSerializationFailure, isUniqueViolation } from '@/lib/db/constraint-errors';
import { bytes } from '@/lib/db/schema/columns';
import { retriedTransaction } from '@/lib/db/transaction';

const notes = pgTable('contract_notes', {
  id: text().primaryKey(),
  body: jsonb().$type<unknown>(),
  at: timestamp({ withTimezone: true, precision: 3, mode: 'date' }),
  tags: text().array(),
  raw: bytes(),
});

/** What both database drivers promise. `database` is asked inside the tests, once the driver is up. */
export function databaseContract(database: () => Database): void {
  beforeAll(async () => {
    await database().execute(sql`create extension if not exists btree_gist`);
    await database().execute(sql`
      create table contract_notes (id text primary key, body jsonb, at timestamptz(3), tags text[], raw bytea);
      create table contract_rooms (
        room text not null, during tstzrange not null, size int constraint rooms_have_size check (size > 0),
        note text constraint rooms_note references contract_notes(id),
        constraint rooms_never_overlap exclude using gist (room with =, during with &&))`);
  });

  describe('statements', () => {
    it('a statement used again on a connection was parsed there once', async () => {
      await database().transaction(async (tx) => {
        for (const id of ['first', 'second', 'third']) {
          await tx.select({ tags: notes.tags }).from(notes).where(eq(notes.id, id));
        }
        const { rows } = await tx.execute<{ uses: string }>(sql`
          select generic_plans + custom_plans as uses from pg_prepared_statements
          where statement like 'select "tags" from "contract_notes"%'`);
        expect(rows.map(({ uses }) => Number(uses))).toStrictEqual([3]);
      });
    });

    it('a statement that the server refused can be mended and sent again', async () => {
      const ask = () => database().execute(sql`select ${'x'}::text from contract_later`);
      await expect(ask()).rejects.toThrow();
      await database().execute(sql`create table contract_later as select 1`);
      expect((await ask()).rows).toHaveLength(1);
    });
  });

  describe('values', () => {
    it.each([
      ['quotes and wide characters', 'Zoë\'s "bell" 🛎; drop table contract_notes; --'],
      ['a backslash and a percent sign', '\\ % $1 ?'],
      ['an empty text', ''],
    ])('a parameter with %s arrives as it is', async (_, value) => {
      const { rows } = await database().execute<{ value: string }>(sql`select ${value}::text as value`);
      expect(rows).toStrictEqual([{ value }]);
    });

    it('jsonb, arrays and instants survive the round trip', async () => {
      const note = {
        id: randomUUID(),
        body: { text: 'Zoë', list: [1, 2.5, null, true], nested: { '': 'x' } },
        at: new Date('2026-11-01T05:59:59.987Z'),
        tags: ['a', 'b,"c"', ''],
        raw: null,
      };
      await database().insert(notes).values(note);
      expect(await database().select().from(notes).where(eq(notes.id, note.id))).toStrictEqual([note]);
    });

    it('a megabyte of bytes survives the round trip', async () => {
      const raw = Buffer.from(Array.from({ length: 1024 * 1024 }, (_, at) => (at * 31) % 256));
      const id = randomUUID();
      await database().insert(notes).values({ id, raw });
      const [note] = await database().select({ raw: notes.raw }).from(notes).where(eq(notes.id, id));
      expect(Buffer.compare(note?.raw ?? new Uint8Array(), raw)).toBe(0);
    });

    it('raw statements give the same types with every driver', async () => {
      const { rows } = await database().execute(sql`
        select 1::int as int, 9007199254740993::bigint as bigint, 1.50::numeric as numeric, true as bool,
          '2026-11-01T05:59:59.987Z'::timestamptz as instant, '{"a":1}'::jsonb as json, null as nothing`);
      expect(rows).toStrictEqual([
        {
          int: 1,
          bigint: '9007199254740993',
          numeric: '1.50',
          bool: true,
          instant: '2026-11-01 05:59:59.987+00',
          json: { a: 1 },
          nothing: null,
        },
      ]);
    });

    it('a statement tells how many rows it touched', async () => {
      await database()
        .insert(notes)
        .values([{ id: randomUUID() }, { id: randomUUID() }]);
      const result = await database().execute(sql`update contract_notes set tags = '{}' where tags is null`);
      expect(result.rowCount).toBeGreaterThanOrEqual(2);
    });

    it('a megabyte passes both ways', async () => {
      const body = 'ü'.repeat(500_000);
      const id = randomUUID();
      await database().insert(notes).values({ id, body: { body } });
      const [note] = await database().select().from(notes).where(eq(notes.id, id));
      expect(note?.body).toStrictEqual({ body });
    });
  });

  describe('transactions', () => {
    it('what was read decides what is written, and all of it is committed', async () => {
      const id = randomUUID();
      await database().transaction(async (tx) => {
        await tx.insert(notes).values({ id, body: 1 });
        const [note] = await tx.select().from(notes).where(eq(notes.id, id));
        await tx
          .update(notes)
          .set({ body: Number(note?.body) + 1 })
          .where(eq(notes.id, id));
      });
      expect(await database().select({ body: notes.body }).from(notes).where(eq(notes.id, id))).toStrictEqual([
        { body: 2 },
      ]);
    });

    it('an error undoes everything and reaches the caller as it is', async () => {
      const id = randomUUID();
      const failure = new Error('the caller thought better of it');
      const attempt = database().transaction(async (tx) => {
        await tx.insert(notes).values({ id });
        throw failure;
      });
      await expect(attempt).rejects.toBe(failure);
      expect(await database().select().from(notes).where(eq(notes.id, id))).toStrictEqual([]);
    });

    it('a nested one is undone alone', async () => {
      const [outer, inner] = [randomUUID(), randomUUID()];
      await database().transaction(async (tx) => {
        await tx.insert(notes).values({ id: outer });
        const nested = tx.transaction(async (savepoint) => {
          await savepoint.insert(notes).values({ id: inner });
          throw new Error('undo the inner one');
        });
        await expect(nested).rejects.toThrow('undo the inner one');
      });
      const found = await database().select({ id: notes.id }).from(notes).where(sql`id in (${outer}, ${inner})`);
      expect(found).toStrictEqual([{ id: outer }]);
    });

    it('SKIP LOCKED gives two transactions different rows', async () => {
      const prefix = randomUUID();
      await database()
        .insert(notes)
        .values([1, 2, 3, 4].map((n) => ({ id: `${prefix}-${n}` })));
      const claim = (db: Database) =>
        db
          .select({ id: notes.id })
          .from(notes)
          .where(sql`id like ${`${prefix}-%`}`)
          .orderBy(asc(notes.id))
          .limit(2)
          .for('update', { skipLocked: true });
      const both = await database().transaction(async (first) => {
        const mine = await claim(first);
        const theirs = await database().transaction((second) => claim(second));
        return [mine, theirs].map((rows) => rows.map((row) => row.id.slice(-1)));
      });
      expect(both).toStrictEqual([
        ['1', '2'],
        ['3', '4'],
      ]);
    });

    it('one that lost a race is run again, and no addition is lost', async () => {
      const id = randomUUID();
      await database().insert(notes).values({ id, body: 0 });
      let reads = 0;
      let release = () => {};
      const bothHaveRead = new Promise<void>((resolve) => {
        release = resolve;
      });
      const addOne = () =>
        retriedTransaction(
          database(),
          async (tx) => {
            const [note] = await tx.select().from(notes).where(eq(notes.id, id));
            reads += 1;
            if (reads === 2) release();
            await bothHaveRead;
            await tx
              .update(notes)
              .set({ body: Number(note?.body) + 1 })
              .where(eq(notes.id, id));
          },
          { isolationLevel: 'repeatable read' },
        );
      await Promise.all([addOne(), addOne()]);
      expect(await database().select({ body: notes.body }).from(notes).where(eq(notes.id, id))).toStrictEqual([
        { body: 2 },
      ]);
      expect(reads).toBe(3);
    });

    it('one that loses every race says so', async () => {
      const lose = retriedTransaction(database(), (tx) =>
        tx.execute(sql`do $$ begin raise exception 'lost' using errcode = '40P01'; end $$`),
      );
      expect(isSerializationFailure(await lose.catch((error) => error))).toBe(true);
    });
  });

  describe('broken constraints', () => {
    const failureOf = (statement: PromiseLike<unknown>) =>
      Promise.resolve(statement).then(
        () => expect.unreachable('the statement broke no constraint'),
        (error: unknown) => error,
      );
    const room = (size: number, note: string | null = null) =>
      sql`insert into contract_rooms values ('blue', '[2026-11-20 10:00Z,2026-11-20 11:00Z)', ${size}, ${note})`;

    it('a duplicate is told by its constraint', async () => {
      const id = randomUUID();
      await database().insert(notes).values({ id });
      const error = await failureOf(database().insert(notes).values({ id }));
      expect(isUniqueViolation(error, 'contract_notes_pkey')).toBe(true);
      expect(isUniqueViolation(error, 'another')).toBe(false);
      expect(isExclusionViolation(error)).toBe(false);
    });

    it('an overlap is told by its constraint, inside a transaction as well', async () => {
      await database().execute(room(1));
      const error = await failureOf(database().transaction((tx) => tx.execute(room(1))));
      expect(isExclusionViolation(error, 'rooms_never_overlap')).toBe(true);
    });

    it('a broken check and a missing reference are neither of the two', async () => {
      const elsewhere = sql`insert into contract_rooms values ('red', '[2026-11-20,2026-11-21)', 1, 'nowhere')`;
      for (const statement of [room(0), elsewhere]) {
        const error = await failureOf(database().execute(statement));
        expect([isUniqueViolation(error), isExclusionViolation(error)]).toStrictEqual([false, false]);
      }
    });

    it('a syntax error is no constraint', async () => {
      const error = await failureOf(database().execute(sql`selec 1`));
      expect([isUniqueViolation(error), isExclusionViolation(error), isSerializationFailure(error)]).toStrictEqual([
        false,
        false,
        false,
      ]);
    });
  });

  describe('under load and loss', () => {
    it('300 transactions at once, more than there are connections, all end with their own answer', async () => {
      const answers = await Promise.all(
        Array.from({ length: 300 }, (_, n) =>
          database().transaction(async (tx) => {
            const id = randomUUID();
            await tx.insert(notes).values({ id, body: n });
            const [note] = await tx.select().from(notes).where(eq(notes.id, id));
            return note?.body;
          }),
        ),
      );
      expect(answers).toStrictEqual(Array.from({ length: 300 }, (_, n) => n));
    });

    it('a connection cut within a transaction fails that one alone', async () => {
      const id = randomUUID();
      const cut = database().transaction(async (tx) => {
        await tx.insert(notes).values({ id });
        const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await database().execute(sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`);
        await tx.insert(notes).values({ id: randomUUID() });
      });
      await expect(cut).rejects.toThrow();
      expect(await database().select().from(notes).where(eq(notes.id, id))).toStrictEqual([]);
    });

    it('idle connections that were cut are replaced', async () => {
      await Promise.all(Array.from({ length: 5 }, () => database().execute(sql`select pg_sleep(0.02)`)));
      await database().execute(sql`
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
      const again = Array.from({ length: 10 }, () =>
        database()
          .execute<{ one: number }>(sql`select 1 as one`)
          .then(({ rows }) => rows[0]?.one),
      );
      const settled = await Promise.allSettled(again);
      // A connection may be handed out before the news of its end arrives; the next query gets a new one.
      expect(settled.some((result) => result.status === 'fulfilled')).toBe(true);
      const { rows } = await database().execute<{ one: number }>(sql`select 1 as one`);
      expect(rows).toStrictEqual([{ one: 1 }]);
    });
  });
}
