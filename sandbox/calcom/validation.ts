import { z } from 'zod';
import { Refusal } from './problem';

/** A body or query as the schema wants it; else Cal.com's validation answer, which echoes what was sent. */
export function validated<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    target: given ?? {},
    value: valueAt(given, issue.path),
    property: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
    children: [],
    constraints: { [issue.code]: issue.message },
  }));
  throw new Refusal(400, 'Bad Request Exception', false, { errors });
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, part)?.value : undefined,
    given,
  );
}

/** An instant in UTC: with `Z`, a zero offset, or none. */
export const utcInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]00:?00)?$/, 'must be a valid ISO 8601 date string in UTC')
  .transform((text) => new Date(/(Z|[+-]00:?00)$/.test(text) ? text : `${text}Z`))
  .refine((date) => !Number.isNaN(date.getTime()), 'must be a valid ISO 8601 date string in UTC');

export const timeZone = z.string().refine(isZone, 'must be a valid IANA time-zone');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Z]/i.test(name);
  } catch {
    return false;
  }
}
