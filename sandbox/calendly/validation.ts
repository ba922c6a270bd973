import { z } from 'zod';
import { invalid } from './refusal';

/** A body or query as the schema wants it. @throws Refusal 400 naming each parameter */
export function validated<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(
    ...parsed.error.issues.map((issue) => ({
      parameter: issue.code === 'unrecognized_keys' ? issue.keys.join(',') : dotted(issue.path),
      message: issue.message,
    })),
  );
}

/** `questions_and_answers[0].question` */
function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part, n) => (typeof part === 'number' ? `[${part}]` : `${n > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** An instant in UTC. */
export const utcInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'must be a UTC time in ISO 8601')
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()), 'must be a UTC time in ISO 8601');

export const count = z.coerce.number().int().min(1).max(100).default(20);

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null && /^[A-Z]/i.test(name);
  } catch {
    return false;
  }
}, 'must be an IANA time zone');
