import { z } from 'zod';
import { Refusal } from './refusal';

/** A body as the schema wants it. @throws Refusal 400 naming the first thing that is wrong */
export function validated<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  throw new Refusal(400, given === undefined ? 'required' : 'invalid', `Invalid value for: ${name}: ${issue?.message}`);
}

/** The query of a request, every parameter known and well-formed. @throws Refusal 400 */
export function validatedQuery<Schema extends z.ZodType>(schema: Schema, query: URLSearchParams): z.infer<Schema> {
  const given: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    given[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const location = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : String(issue?.path[0] ?? '');
  throw new Refusal(400, 'invalidParameter', `Invalid value at ${location}: ${issue?.message}`, 'global', {
    locationType: 'parameter',
    location,
  });
}

/** RFC 3339, offset mandatory. */
export const instantText = z.iso.datetime({ offset: true });

export const flagText = z.enum(['true', 'false']).transform((text) => text === 'true');

export const zoneName = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null && /^[A-Z]/i.test(name);
  } catch {
    return false;
  }
}, 'must be an IANA time zone');
