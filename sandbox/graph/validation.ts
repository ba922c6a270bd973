import { z } from 'zod';
import { badRequest } from './refusal';

/** A body as the schema wants it. @throws Refusal 400 naming the first thing that is wrong */
export function validated<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
  throw badRequest(`${name}: ${issue?.message}`, 'RequestBodyRead');
}

/** The query of a request, every option known. @throws Refusal 400 */
export function validatedQuery<Schema extends z.ZodType>(schema: Schema, query: URLSearchParams): z.infer<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join('.')}: ${issue?.message}`, 'ErrorInvalidUrlQuery');
}

/** A wall time with its zone. The simulator knows the one zone that everybody should send. */
export const utcTime = z
  .strictObject({
    dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?Z?$/, 'must be a date and time'),
    timeZone: z.literal('UTC'),
  })
  .transform(({ dateTime }) => new Date(/Z$/.test(dateTime) ? dateTime : `${dateTime}Z`));

/** An instant in an address: with an offset, else in UTC. */
export const queryInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/, 'must be a date and time')
  .transform((text) => new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`));
