import { afterAll, beforeAll, describe } from 'vitest';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { databaseContract } from './database';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the database through pg', () => {
  databaseContract(() => database.db);
});
