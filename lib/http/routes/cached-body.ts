import type { z } from 'zod';

/** A body that never changes and is given again and again: it is checked and written down once, for as long as it lives. */
export class CachedBody<Body> {
  readonly body: Body & object;

  constructor(body: Body & object) {
    this.body = body;
  }
}

const written = new WeakMap<object, { schema: z.ZodType; json: Uint8Array<ArrayBuffer> }>();

/** The body as JSON, checked by the schema. @throws ZodError */
export function serializeOnce({ body }: CachedBody<unknown>, schema: z.ZodType): Uint8Array<ArrayBuffer> {
  const known = written.get(body);
  if (known?.schema === schema) return known.json;
  const json = new TextEncoder().encode(JSON.stringify(schema.parse(body)));
  written.set(body, { schema, json });
  return json;
}
