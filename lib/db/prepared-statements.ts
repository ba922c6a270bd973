import { driverLimitOf, limitStatements, type TimeLimits } from './time-limits';

/** A statement as the query builder hands it to the driver. */
interface Statement {
  text: string;
  name?: string | undefined;
}

interface Client {
  query(...args: never[]): unknown;
}

interface PoolEvents<AnyClient extends Client> {
  on(event: 'connect', listener: (client: AnyClient) => void): unknown;
}

/** A server keeps every named statement for as long as its connection lives. */
const mostStatements = 1_000;
const longestText = 8_000;
const names = new Map<string, string>();

/**
 * Has the server parse a statement once a connection instead of at every use. The drivers keep account of what each
 * connection has prepared; a pooler in between must know prepared statements of the protocol, as Neon's does. Every
 * statement gets the driver's time limit of its connection.
 */
export function prepareStatements<AnyClient extends Client>(pool: PoolEvents<AnyClient>, limits: TimeLimits): void {
  pool.on('connect', (client) => {
    limitStatements(client, limits.statementMs);
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((statement: unknown, values: unknown, ...rest: unknown[]) =>
      send(withLimit(withName(statement, values), driverLimitOf(client)), values, ...rest)) as AnyClient['query'];
  });
}

/** Without values a statement travels in a single message, which nothing beats: `begin`, `commit`. */
function withName(statement: unknown, values: unknown): unknown {
  if (!Array.isArray(values) || values.length === 0 || !isUnnamed(statement)) return statement;
  return { ...statement, name: nameOf(statement.text) };
}

/** A connection that died silently answers nothing for a quarter of an hour; the driver's limit ends the wait. */
function withLimit(statement: unknown, milliseconds: number): unknown {
  if (typeof statement === 'string') return { text: statement, query_timeout: milliseconds };
  const plain = typeof statement === 'object' && statement !== null && 'text' in statement && !('submit' in statement);
  return plain ? { query_timeout: milliseconds, ...statement } : statement;
}

function isUnnamed(statement: unknown): statement is Statement {
  if (typeof statement !== 'object' || statement === null || !('text' in statement)) return false;
  return typeof statement.text === 'string' && !('name' in statement && statement.name !== undefined);
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements || text.length > longestText) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}
