/** How text in results travels: as it is, or in base64. */
export type Encoding = 'utf8' | 'base64';

/** One command's answer on the wire. */
export type Reply = { result: unknown } | { error: string };

/** A result of Redis, with its text encoded; the status word OK is never encoded. */
export function success(result: unknown, encoding: Encoding): Reply {
  return { result: encoded(result, encoding) };
}

/** What Redis, or the way to it, complained about. */
export function failure(error: unknown): Reply {
  return { error: error instanceof Error ? error.message : String(error) };
}

function encoded(value: unknown, encoding: Encoding): unknown {
  if (Array.isArray(value)) return value.map((item) => encoded(item, encoding));
  if (typeof value !== 'string' && !Buffer.isBuffer(value)) return value;
  const bytes = Buffer.from(value);
  return bytes.toString('latin1') === 'OK' ? 'OK' : bytes.toString(encoding);
}
