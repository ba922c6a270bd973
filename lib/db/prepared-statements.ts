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
 * connection has prepared; a pooler in between must know prepared statements of the protocol, as Neon's does.
 */
export function prepareStatements<AnyClient extends Client>(pool: PoolEvents<AnyClient>): void {
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((statement: unknown, values: unknown, ...rest: unknown[]) =>
      send(withName(statement, values), values, ...rest)) as AnyClient['query'];
  });
}

/** Without values a statement travels in a single message, which nothing beats: `begin`, `commit`. */
function withName(statement: unknown, values: unknown): unknown {
  if (!Array.isArray(values) || values.length === 0 || !isUnnamed(statement)) return statement;
  return { ...statement, name: nameOf(statement.text) };
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
